"""Who keeps the register of issued documents and who sees whose, as sentences (ND-9.3a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units import people
from units.duties import rules as duty_rules
from units.issued.models import IssuedDocument, IssuedDocumentQuerySet
from units.models.membership import Capability

if TYPE_CHECKING:
    from accounts.models import User

#: Whose documents a person sees is the same question as whose duties.
reach_of = duty_rules.reach_of


def documents_of(user: User) -> IssuedDocumentQuerySet:
    """What ``user`` finds in the register: the documents of those units, and what they drafted themselves."""
    return IssuedDocument.objects.of(reach_of(user)) | IssuedDocument.objects.drafted_by(user)


def may_keep(user: User) -> bool:
    """Whether ``user`` enters issued documents."""
    return people.has_capability(user, Capability.REGISTER)


def refusal(user: User) -> str | None:
    """Why ``user`` may not enter documents; None if they may."""
    if may_keep(user):
        return None
    return _("Issued documents are entered by whoever administers units and people; ask the office.")


def refusal_of_reading(user: User) -> str | None:
    """Why ``user`` sees no issued document; None if they see some unit's."""
    if not reach_of(user).is_empty:
        return None
    return _("Only the people of a unit, for their own unit, and those who follow all units see issued documents.")
