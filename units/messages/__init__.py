"""Messages: what the portal tells its people, in the admin's bell and by mail (LD-4.3)."""

from units.messages.models import Kind
from units.messages.telling import tell

__all__ = ["Kind", "tell"]
