"""Documents that a person drafted and readers do not have yet, in “My work” (ND-9.3a, ND-12.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from units import people
from units.approval.elsewhere import Section
from units.issued import reminding
from units.issued.models import IssuedDocument

if TYPE_CHECKING:
    from accounts.models import User

#: What a membership says besides: whether its holder drafted anything that readers do not have.
DRAFTED = "drafted_something"


def section_for(user: User, most: int) -> Section | None:
    """What ``user`` is to bring to the portal, the earliest first; None, without a query, for who drafted nothing."""
    if not any(getattr(held, DRAFTED) for held in people.held_by(user)):
        return None
    return Section.of(
        IssuedDocument.objects.awaited().drafted_by(user).order_by("due_on", "pk"),
        most,
        name="issued",
        heading=_("Documents to bring to the portal"),
        empty=_("No document waits for you."),
        url=reminding.address(),
        template="issued/_waiting.html",
    )


people.remark(DRAFTED, lambda: Exists(IssuedDocument.objects.awaited().filter(drafter=OuterRef("user"))))
