"""The room's models, kept beside what they are about."""

from operations.networks.models import Network, NetworkPolicy
from operations.signals.models import Alarm, SecurityEvent

__all__ = ["Alarm", "Network", "NetworkPolicy", "SecurityEvent"]
