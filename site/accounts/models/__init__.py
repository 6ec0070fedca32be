"""People who sign in, what they prove themselves with, and where they are signed in."""

from accounts.models.credentials import PasswordAge, PasswordRecord, RecoveryCode
from accounts.models.person import User
from accounts.models.places import KnownDevice, PersonSession
from accounts.models.rules import Acknowledgement, RulesOfUse

__all__ = [
    "Acknowledgement",
    "KnownDevice",
    "PasswordAge",
    "PasswordRecord",
    "PersonSession",
    "RecoveryCode",
    "RulesOfUse",
    "User",
]
