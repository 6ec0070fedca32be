"""Who may tell the search what to show first, and who reads what readers searched for.

What stands first concerns the whole site and no unit alone, as the front page does; so it takes the capability
``site_content``, held for the site. The log is a report like the others: ``reports`` opens it as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from units.models import Capability
from units.people import has_capability

if TYPE_CHECKING:
    from accounts.models import User


def may_steer(user: User) -> bool:
    """Whether ``user`` may pin results, enter synonyms and decide how long the log is kept."""
    return has_capability(user, Capability.SITE_CONTENT)


def may_read_log(user: User) -> bool:
    """Whether ``user`` may see what was searched for, and how often."""
    return has_capability(user, Capability.REPORTS) or may_steer(user)
