"""Taking feedback in: the record and the sealed identity first, then whoever has to act is told, by number."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qa.feedback import people, trail
from qa.feedback.clock import due
from qa.feedback.models import Act, Feedback, Kind
from qa.feedback.sealing import sealed
from qa.feedback.sending.forms import FeedbackForm
from qa.intake import codes
from qa.models import IntakeFile
from units.messages import Kind as MessageKind


def received_before(form: FeedbackForm) -> bool:
    """Whether this very form has been taken already: a phone on a bad line sends twice what was pressed once."""
    return Feedback.objects.filter(code_digest=codes.digest_of(form.code)).exists()


def receive(form: FeedbackForm) -> None:
    """Store the valid ``form``; once, however often it comes."""
    try:
        with transaction.atomic():
            _store(form)
    except IntegrityError:
        if not received_before(form):
            raise


def _store(form: FeedbackForm) -> None:
    now, kind = timezone.now(), form.chosen_kind
    outcome_due = due.of_outcome(now)
    feedback = Feedback.objects.create(
        code_digest=codes.digest_of(form.code),
        kind=kind,
        text=form.cleaned_data["text"],
        consent=form.terms.consent,
        received_at=now,
        outcome_due_at=outcome_due,
        due_at=due.of_taking(kind, now, outcome_due),
        **form.about.facts(),
    )
    if form.sealing_key is not None and form.who:
        sealed.seal(feedback, form.who, form.sealing_key)
    IntakeFile.objects.unclaimed().filter(pk__in=[file.pk for file in form.kept]).update(
        holder_type=ContentType.objects.get_for_model(Feedback), holder_id=feedback.pk
    )
    trail.write(feedback, Act.RECEIVED)
    trail.say(people.officers(), MessageKind.WAITING, _("Feedback has come: no. %(number)s."), feedback)
    if kind == Kind.WRONG:
        sentence = _("Somebody has reported wrong content: feedback no. %(number)s.")
        trail.say(people.leaders(), MessageKind.TOLD, sentence, feedback)
