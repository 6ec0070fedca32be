"""Taking a question in: the record first, then whoever has to answer is told (ND-9.4a, ND-11.1a)."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from qa import routing, trail
from qa.clock import due
from qa.intake import codes
from qa.intake.forms import IntakeForm
from qa.models import Act, AskerIdentity, IntakeFile, Question, QuestionTerms
from qa.people import officers_of
from units.clock.working_days import WorkingDays
from units.messages import Kind, tell


def received_before(form: IntakeForm) -> bool:
    """Whether this very form has been taken already: a phone on a bad line sends twice what was pressed once."""
    return Question.objects.filter(code_digest=codes.digest_of(form.code)).exists()


def receive(form: IntakeForm) -> None:
    """Store the valid ``form`` as a question of the unit that the routing table finds; once, however often it comes."""
    try:
        with transaction.atomic():
            _store(form, form.cleaned_data)
    except IntegrityError:
        if not received_before(form):
            raise


def _store(form: IntakeForm, given: dict[str, Any]) -> None:
    now, terms, days = timezone.now(), QuestionTerms.now(), WorkingDays.load()
    answer_due = due.after_days(now, terms.answer_days, days)
    question = Question.objects.create(
        code_digest=codes.digest_of(form.code),
        text=given["text"],
        field=given["field"],
        wished_unit=given["unit"],
        wants_private=given["wants_private"],
        consent=form.terms.consent,
        received_at=now,
        unit=routing.owner_of(given["text"], given["field"], given["unit"]),
        answer_due_at=answer_due,
        due_at=due.of_acceptance(now, answer_due, terms, days),
    )
    who = {name: given[name] for name in ("name", "email", "phone") if given[name]}
    if who:
        AskerIdentity.objects.create(question=question, **who)
    IntakeFile.objects.unclaimed().filter(pk__in=[file.pk for file in form.kept]).update(
        holder_type=ContentType.objects.get_for_model(Question), holder_id=question.pk
    )
    trail.write(question, Act.RECEIVED)
    tell_unit(question, _("A question has come to your unit: no. %(number)s.") % {"number": question.pk})


def tell_unit(question: Question, sentence: str, kind: Kind = Kind.WAITING) -> None:
    """Tell the officers of the question's unit; never a word of its text, which mail would carry away."""
    address = reverse("questions:question", args=[question.pk])
    tell(officers_of(question.unit), kind, sentence, address, item=question)
