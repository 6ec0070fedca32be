"""What this room tells the rooms below: answers are approved apart, they count, and questions wait for people."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, Min, Q
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState
from wagtail.signals import page_published, task_submitted, workflow_cancelled, workflow_rejected

from knowledge.public import answers
from qa import explaining, leading, reports, standing  # noqa: F401 - the reports register themselves
from qa.answering import following, taken_down
from qa.clock import reminding
from qa.desk import inbox
from qa.feedback import naming
from qa.feedback.clock import reminding as feedback_reminding
from qa.feedback.desk import inbox as feedback_inbox
from qa.feedback.handling import leaving as feedback_leaving
from qa.feedback.synthesising import directing
from qa.handling import leaving
from qa.models import AnswerPage, Consultation, Question
from qa.people import OWES_SOMETHING
from qa.public import front, listing, unit_page
from units import front_blocks, page_kinds, people, unit_links
from units.approval import elsewhere, traits
from units.approval.models import Hold, Withdrawal
from units.approval.traits import Traits
from units.clock import watches
from units.contributions import countable
from units.contributions.countable import AuthorFact, Facts
from units.entitlements import open_work
from units.evidence import lines as evidence
from units.evidence import measures
from units.leading import lines as leading_lines
from units.models import Membership

KINDS = [("answer", _("Answer"))]


def answer_traits(page: AnswerPage) -> Traits:
    """What an approval route asks of an answer: its kind, and when the first of its questions has to be answered."""
    due = page.questions.open().aggregate(due=Min("answer_due_at"))["due"] if page.pk else None
    return Traits(kind="answer", due_at=due)


def answer_facts(page: AnswerPage) -> Facts:
    """What the ledger notes of an answer. Whether it came in time follows from the due moment of its approval."""
    owner = page.owner
    authors = [AuthorFact(str(owner), 100, owner.pk)] if owner is not None else []
    field = page.field.name if page.field else ""
    return Facts(
        kind="answer",
        sections=[field] if field else [],
        origin="own",
        timely=False,
        event_date=None,
        authors=authors,
        completed_on=page.asked_on,
    )


def owes_something() -> ExpressionWrapper[Any]:
    """Of a membership: whether its unit has open questions or owes an opinion on one."""
    questions, opinions = Question.objects.of_membership(), Consultation.objects.of_membership()
    return ExpressionWrapper(Q(Exists(questions)) | Q(Exists(opinions)), output_field=BooleanField())


traits.register(AnswerPage, answer_traits, KINDS, apart=True)
countable.register(AnswerPage, answer_facts, dict(KINDS))
answers.register(listing.of_field)
front_blocks.register("answers", front.block)
unit_links.register("answers", unit_page.links)
page_kinds.register(AnswerPage, *KINDS[0])
people.remark(OWES_SOMETHING, owes_something)
elsewhere.register("questions", inbox.section_for)
elsewhere.register("feedback", feedback_inbox.section_for)
open_work.register("questions", leaving.questions)
open_work.register("feedback", feedback_leaving.records)
explaining.register()
evidence.register("questions", standing.source, order=40)
measures.register(standing.MEASURE, standing.NAME)
leading_lines.register(leading_lines.Part.LATE, "questions", leading.late_questions)
leading_lines.register(leading_lines.Part.SAID, "questions", leading.questions)
leading_lines.register(leading_lines.Part.SAID, "feedback", leading.feedback)
watches.register("questions", reminding.due_questions)
watches.register("consultations", reminding.due_consultations)
watches.register("feedback", feedback_reminding.due_feedback)
watches.register("synthesis_directions", directing.due_directions)
watches.register("data_requests", feedback_reminding.due_requests)
post_save.connect(naming.on_membership, sender=Membership, dispatch_uid="named-for-feedback")
task_submitted.connect(following.on_submitted, dispatch_uid="question-submitted")
workflow_rejected.connect(following.on_returned, sender=WorkflowState, dispatch_uid="question-returned")
workflow_cancelled.connect(following.on_returned, sender=WorkflowState, dispatch_uid="question-taken-back")
page_published.connect(following.on_published, sender=AnswerPage, dispatch_uid="question-answered")
post_save.connect(taken_down.on_measure, sender=Hold, dispatch_uid="question-answer-held")
post_save.connect(taken_down.on_measure, sender=Withdrawal, dispatch_uid="question-answer-withdrawn")
