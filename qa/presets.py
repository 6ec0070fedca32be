"""What this room adds to presets: the page of answers, the clocks, the public forms, which unit answers for what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, cast

from django.db.models import Field, Model
from django.utils.translation import gettext as _

from knowledge.models import FieldOfWork
from qa.models import PublicForm, QuestionsPage, QuestionTerms, RoutingRule
from units.models import Unit
from units.presets import Entries, Fault, Journal, Table, front_page, register
from units.presets.schema import Code, Refers, Unique

PAGE_SLUG = "hoi-dap"


@dataclass(frozen=True)
class QuestionsEntry:
    """The page “Hỏi – Đáp” and the clocks of a question, in working days."""

    title: str
    clause: str
    intro: str = ""
    accept_days: int = 5
    answer_days: int = 10
    warns_days: int = 2
    leader_after: int = 1
    office_after: int = 3
    committee_after: int = 5


@dataclass(frozen=True)
class FormEntry:
    """A public form: why it asks, what the sender agrees to, how long it is kept (N-9)."""

    code: Code
    name: str
    notice: str
    consent: str
    clause: str
    keeps_days: int = 730
    keeps_identity_days: int = 90


@dataclass(frozen=True)
class RoutingEntry:
    """The fields and words by which a question finds its unit."""

    unit: Annotated[str, Refers("units"), Unique()]
    clause: str
    fields: tuple[Annotated[str, Refers("fields")], ...] = ()
    words: tuple[str, ...] = ()


CLOCKS = ("accept_days", "answer_days", "warns_days", "leader_after", "office_after", "committee_after")


def lay_questions(entries: Sequence[QuestionsEntry], journal: Journal) -> None:
    """The page in the menu, and the clocks."""
    (entry,) = entries
    page = QuestionsPage.objects.first()
    if page is None:
        page = QuestionsPage(title=entry.title, slug=PAGE_SLUG, intro=entry.intro, show_in_menus=True, live=True)
        front_page().add_child(instance=page)
        journal.make(_("Questions and answers"), entry.title)
    values = {name: getattr(entry, name) for name in CLOCKS}
    terms, made = QuestionTerms.objects.get_or_create(pk=QuestionTerms.ONLY, defaults=values)
    if made:
        journal.make(_("Time limits of questions"), entry.title)
    labels = _labels(QuestionTerms, CLOCKS)
    differences = {labels[name]: (getattr(terms, name), value) for name, value in values.items()}
    journal.compare(_("Questions and answers"), page.slug, {_("title"): (page.title, entry.title), **differences})


def lay_forms(entries: Sequence[FormEntry], journal: Journal) -> None:
    """The public forms with their purpose notices."""
    for entry in entries:
        values = {name: value for name, value in vars(entry).items() if name not in {"code", "clause"}}
        form, made = PublicForm.objects.get_or_create(code=entry.code, defaults=values)
        if made:
            journal.make(_("Public form"), entry.name)
        labels = _labels(PublicForm, values)
        differences = {labels[name]: (getattr(form, name), value) for name, value in values.items()}
        journal.compare(_("Public form"), entry.code, differences)


def lay_routing(entries: Sequence[RoutingEntry], journal: Journal) -> None:
    """Which unit answers for what (LD-3.7, ND-9.4a)."""
    for entry in entries:
        words = "\n".join(entry.words)
        unit = Unit.objects.get(code=entry.unit)
        rule, made = RoutingRule.objects.get_or_create(unit=unit, defaults={"words": words})
        if made:
            rule.fields.set(FieldOfWork.objects.filter(code__in=entry.fields))
            journal.make(_("Unit for questions"), unit.name)
        fields = sorted(rule.fields.values_list("code", flat=True))
        journal.compare(
            _("Unit for questions"),
            entry.unit,
            {_("words"): (rule.words, words), _("fields of work"): (fields, sorted(entry.fields))},
        )


def _labels(model: type[Model], names: Iterable[str]) -> dict[str, str]:
    return {name: str(cast("Field[Any, Any]", model._meta.get_field(name)).verbose_name) for name in names}


def check_forms(entries: Entries) -> Iterator[Fault]:
    """The question form is always there."""
    if "question" not in {form.code for form in entries["public_forms"]}:
        yield Fault(("public_forms",), _("no form “question”"), _("a form with code = “question”"))


register(Table("questions", QuestionsEntry, lay_questions, order=72, many=False))
register(Table("public_forms", FormEntry, lay_forms, order=95, check=check_forms))
register(Table("question_routing", RoutingEntry, lay_routing, order=96))
