"""Who may open the review page of an item: whoever works on it, and whoever has to judge it otherwise (LD-3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from units.approval import measure_rules, oversight

if TYPE_CHECKING:
    from accounts.models import User


def may_read(item: Any, user: User) -> bool:
    """Whether ``user`` may read the latest version of ``item``.

    Its unit and whoever decides on it where it waits; once it has been submitted who oversees or may publish in an
    emergency; who may sign an emergency off; and of a public item without a newer draft whoever may take it down.
    """
    if item.permissions_for_user(user).can_edit():
        return True
    judges = oversight.oversees(user) or oversight.may_publish_in_emergency(user)
    if judges and (item.current_workflow_state is not None or item.first_published_at is not None):
        return True
    if measure_rules.may_sign_off(item, user) is None:
        return True
    return not item.has_unpublished_changes and measure_rules.may_withdraw(item, user) is None
