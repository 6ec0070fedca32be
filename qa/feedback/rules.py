"""Who may read a record of feedback, and who may do what to it now? The one door; superusers are no exception."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from qa.feedback import people
from qa.feedback.models import TAKEN, Feedback, Kind, Opening, SealedIdentity, State
from units.approval import measure_rules

if TYPE_CHECKING:
    from accounts.models import User

NAMED = 5


class Rules:
    """The rules for one record and one person. A refusal is a sentence that says who may instead."""

    def __init__(self, feedback: Feedback, user: User) -> None:
        self.feedback = feedback
        self.user = user

    @cached_property
    def is_officer(self) -> bool:
        """Whether the person is a named officer today."""
        return people.is_officer(self.user)

    @cached_property
    def leads(self) -> bool:
        """Whether the person is of the leaders, and the record is one that leaders see (ND-13.2)."""
        for_leaders = self.feedback.kind == Kind.WRONG or self.feedback.proposed_at is not None
        return for_leaders and people.directs(self.user)

    @cached_property
    def is_orphaned(self) -> bool:
        """Whether whoever had taken it is no longer a named officer, so that another one may go on."""
        officer = self.feedback.officer
        return officer is not None and not people.is_officer(officer)

    @property
    def may_read(self) -> bool:
        """Named officers; leaders what reports wrong content or was put to them."""
        return self.is_officer or self.leads

    @property
    def may_open_files(self) -> bool:
        """What came with it: whoever may read it."""
        return self.may_read

    def why_not_take(self) -> str | None:
        """Why the person may not take it on."""
        if not self.is_officer:
            return self.officers_only()
        if self.feedback.state == State.RECEIVED or (self.feedback.is_open and self.is_orphaned):
            return None
        if self.feedback.is_open:
            return _("%(person)s has taken this feedback already.") % {"person": self.feedback.officer}
        return self._not_now()

    def why_not_assign(self) -> str | None:
        """Why the person may not give it to an officer: nobody has it, they have it, or its officer is gone."""
        if not self.is_officer:
            return self.officers_only()
        if self.feedback.state == State.RECEIVED or self.is_orphaned:
            return None if self.feedback.is_open else self._not_now()
        return self._why_not_its_officer()

    def why_not_sort(self) -> str | None:
        """Why the person may not set subject, unit and severity."""
        if not self.is_officer:
            return self.officers_only()
        return None if self.feedback.is_open else self._not_now()

    def why_not_advise(self) -> str | None:
        """Why the person may not write what they advise, for officers and leaders to read."""
        return self._why_not_its_officer()

    def why_not_refer(self) -> str | None:
        """Why the person may not refer it to an authority, put it to the leaders or close it."""
        refusal = self._why_not_its_officer()
        if refusal is None and self.feedback.state in {State.PROPOSED, State.DIRECTED}:
            return self._leaders_first()
        return refusal

    def why_not_note_reply(self) -> str | None:
        """Why the person may not note what the authority replied."""
        refusal = self._why_not_its_officer()
        if refusal is None and self.feedback.state != State.REFERRED:
            return _("It has not been referred to an authority.")
        return refusal

    def why_not_direct(self) -> str | None:
        """Why the person may not direct: leaders do, what is open, one direction at a time."""
        if not self.leads:
            return self._leaders_only()
        if not self.feedback.is_open:
            return self._not_now()
        if self.feedback.state == State.RECEIVED:
            return _("No officer has taken it yet, so nobody could carry the direction out; assign one first.")
        if self.feedback.state == State.DIRECTED:
            return _("A direction is being carried out; the next one can be given after it.")
        return None

    def why_not_fulfil(self) -> str | None:
        """Why the person may not report that the direction has been carried out."""
        refusal = self._why_not_its_officer()
        if refusal is None and self.feedback.state != State.DIRECTED:
            return _("There is no direction to carry out.")
        return refusal

    def why_not_hold(self) -> str | None:
        """Why the person may not put the reported item on hold; the rule of approval decides (ND-5.4a)."""
        if not self.may_read:
            return self.officers_only()
        item = self.feedback.reported_item
        if item is None or not hasattr(item, "current_workflow_state"):
            return _("This feedback is about no page that could be put on hold.")
        return measure_rules.may_hold(item, self.user)

    def why_not_ask_identity(self) -> str | None:
        """Why the person may not ask to open who sent it: named officers with a share of its key."""
        if not self.is_officer:
            return self.officers_only()
        identity = SealedIdentity.objects.filter(feedback=self.feedback).select_related("key").first()
        if identity is None:
            return _("Its sender said nothing about who they are.")
        if not identity.key.holders.filter(user=self.user).exists():
            names = ", ".join(str(holder.user) for holder in identity.key.holders.select_related("user"))
            return _("Only whoever holds a share of the key may do this: %(names)s.") % {"names": names}
        return None

    def why_not_agree(self, opening: Opening) -> str | None:
        """Why the person may not agree to open who sent it: somebody else than whoever asked."""
        refusal = self.why_not_ask_identity()
        if refusal is None and opening.asked_by_id == self.user.pk:
            return _("You have asked for this yourself; a second person with a share of the key has to agree.")
        if refusal is None and opening.agreed_at is not None:
            return _("%(person)s has agreed already.") % {"person": opening.agreed_by}
        return refusal

    def why_not_open(self, opening: Opening) -> str | None:
        """Why the person may not open it now: whoever asked, once another has agreed."""
        refusal = self.why_not_ask_identity()
        if refusal is None and opening.asked_by_id != self.user.pk:
            return _("%(person)s has asked for this and opens it.") % {"person": opening.asked_by}
        if refusal is None and opening.agreed_at is None:
            return _("A second person with a share of the key has to agree first.")
        return refusal

    def officers_only(self) -> str:
        """The sentence that names the officers."""
        names = ", ".join(str(person) for person in people.officers()[:NAMED])
        nobody = _("at present nobody; tell the office")
        return _("Only officers named for feedback may do this: %(names)s.") % {"names": names or nobody}

    def _why_not_its_officer(self) -> str | None:
        if not self.is_officer:
            return self.officers_only()
        if self.feedback.state == State.RECEIVED:
            return _("Take it first, so that everybody sees who works on it.")
        if self.feedback.state not in TAKEN:
            return self._not_now()
        if self.feedback.officer_id != self.user.pk:
            return _("%(person)s works on this feedback.") % {"person": self.feedback.officer}
        return None

    def _leaders_first(self) -> str:
        if self.feedback.state == State.DIRECTED:
            return _("Report first that the leaders' direction has been carried out.")
        return _("It has been put to the leaders; their direction comes first.")

    def _leaders_only(self) -> str:
        names = ", ".join(str(person) for person in people.leaders()[:NAMED])
        nobody = _("at present nobody; tell the office")
        return _("Only leaders to whom it was put may do this: %(names)s.") % {"names": names or nobody}

    def _not_now(self) -> str:
        return _("This cannot be done now: %(state)s.") % {"state": self.feedback.get_state_display()}


def demand_words(said: str) -> str:
    """What was said without blanks around it. Raises ``PermissionDenied`` where there is nothing."""
    said = said.strip()
    if not said:
        raise PermissionDenied(_("Write a few words; they stay with the feedback."))
    return said
