"""Who may read, write, direct on and take away a synthesis? The same people as for feedback, asked in one place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from qa.feedback import people
from qa.feedback.models import Synthesis, SynthesisDirection
from qa.feedback.models.syntheses import SynthesisQuerySet
from qa.feedback.rules import NAMED

if TYPE_CHECKING:
    from accounts.models import User


def closed_to_others() -> str:
    """The sentence for everybody who is neither an officer nor a leader."""
    return _("Feedback is open to the officers named for it and to the leaders alone.")


def why_not_begin(user: User) -> str | None:
    """Why ``user`` may not begin a synthesis: named officers do."""
    return None if people.is_officer(user) else _officers_only()


def why_not_list(user: User) -> str | None:
    """Why ``user`` sees no list of them: officers and leaders do."""
    return None if people.is_officer(user) or people.directs(user) else closed_to_others()


def reach_of(user: User) -> SynthesisQuerySet:
    """The syntheses that ``user`` may read: officers all, leaders those put before them, nobody else any."""
    if people.is_officer(user):
        return Synthesis.objects.all()
    return Synthesis.objects.submitted() if people.directs(user) else Synthesis.objects.none()


class SynthesisRules:
    """The rules for one synthesis and one person; superusers are no exception."""

    def __init__(self, synthesis: Synthesis, user: User) -> None:
        self.synthesis = synthesis
        self.user = user

    @cached_property
    def is_officer(self) -> bool:
        """Whether the person is a named officer today."""
        return people.is_officer(self.user)

    @property
    def may_read(self) -> bool:
        """Officers; leaders once it was put before them."""
        return self.is_officer or (not self.synthesis.is_draft and people.directs(self.user))

    def why_not_write(self) -> str | None:
        """Why the person may not write on it or put it before the leaders."""
        if not self.is_officer:
            return _officers_only()
        return None if self.synthesis.is_draft else _("It was put before the leaders, so it stays as it is.")

    def why_not_download(self) -> str | None:
        """Why the person may not take it away as a file: whoever may not read it."""
        return None if self.may_read else closed_to_others()

    def why_not_direct(self) -> str | None:
        """Why the person may not direct on it: leaders do, once it was put before them."""
        if not people.directs(self.user):
            names = ", ".join(str(person) for person in people.leaders()[:NAMED])
            nobody = _("at present nobody; tell the office")
            return _("Only leaders may do this: %(names)s.") % {"names": names or nobody}
        return _("It has not been put before the leaders yet.") if self.synthesis.is_draft else None

    def why_not_fulfil(self, direction: SynthesisDirection) -> str | None:
        """Why the person may not report that ``direction`` was carried out."""
        if not self.is_officer:
            return _officers_only()
        return None if direction.done_at is None else _("This direction was reported as carried out already.")


def _officers_only() -> str:
    names = ", ".join(str(person) for person in people.officers()[:NAMED])
    nobody = _("at present nobody; tell the office")
    return _("Only officers named for feedback may do this: %(names)s.") % {"names": names or nobody}
