"""Situations of a demonstration: written by the agencies' own people over four quarters and approved by the route."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone

from knowledge.demonstration.blanks import blank
from knowledge.models import FieldOfWork, LegalBasis, PortalDocument, RelatedSituation, Situation, UsedForm
from knowledge.models.situation_parts import SituationAuthor
from search.vietnamese import slugify
from units import calendar
from units.contributions.periods import quarter_of
from units.demonstration import CONSIDERED_FOR, SINCE, Clock, Task, take_its_way
from units.models import Unit

CONTENT = Path(__file__).parent / "content" / "situations.toml"
#: Between them and now every stage of the longest route has decided.
SETTLED = 5 * CONSIDERED_FOR
WORKDAY_BEGINS = 9


@dataclass(frozen=True)
class Text:
    """One situation of the content file; ``day`` counts from the beginning of the quarter."""

    agency: str
    field: str
    quarters_ago: int
    day: int
    title: str
    context: str
    question: str
    bases: list[list[str]]
    steps: list[list[str]]
    forms: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    state: str = "published"
    return_reason: str = ""


def load(preset: str) -> list[tuple[str, Text]]:
    """The situations for ``preset``, each with the code of its unit; none for a preset without agencies."""
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    agencies = content["agencies"].get(preset, {})
    texts = [Text(**entry) for entry in content["situation"]]
    return [(agencies[text.agency], text) for text in texts if text.agency in agencies]


def tasks(preset: str, now: datetime) -> Iterator[Task]:
    """Each situation as something that was written on its day."""
    for number, (code, text) in enumerate(load(preset)):
        yield Task(_moment(text, now, number), text.title, partial(_write, code, text))


def _moment(text: Text, now: datetime, number: int) -> datetime:
    today = calendar.day_of(now)
    quarters = today.year * 4 + quarter_of(today) - 1 - text.quarters_ago
    first = calendar.quarter(quarters // 4, quarters % 4 + 1).first
    day = max(first + timedelta(days=text.day), SINCE + timedelta(days=1 + number))
    written = timezone.make_aware(
        datetime.combine(day, time(WORKDAY_BEGINS, number * 7 % 60)), timezone.get_default_timezone()
    )
    # What would lie ahead in a quarter that has only begun was written lately, one after the other.
    return min(written, now - SETTLED - timedelta(minutes=100 - number))


def _write(code: str, text: Text, clock: Clock) -> None:
    unit = Unit.objects.get(code=code)
    author = get_user_model().objects.get(username=f"{code}.capnhat{1 + text.day % 2}")
    situation = Situation(
        title=text.title,
        unit=unit,
        owner=author,
        field=FieldOfWork.objects.get(code=text.field),
        context=text.context,
        question=text.question,
        resolution=[("step", {"title": title, "who": who, "text": f"<p>{how}</p>"}) for title, who, how in text.steps],
    )
    situation.legal_bases = [
        LegalBasis(symbol=symbol, title=title, provision=where) for symbol, title, where in text.bases
    ]
    situation.used_forms = [UsedForm(document=_form(name, unit)) for name in text.forms]
    known = Situation.objects.filter(title__in=text.related, live=True)
    situation.related_situations = [RelatedSituation(other=other) for other in known]
    situation.authors = [SituationAuthor(user=author, name=str(author), share=100)]
    situation.tags.add(*text.tags)
    situation.full_clean()
    situation.save()
    situation.save_revision(user=author, log_action=True)
    take_its_way(situation, author, clock, text.state, text.return_reason)


def _form(name: str, unit: Unit) -> PortalDocument:
    """The unit's blank of that name, made once."""
    found = PortalDocument.objects.filter(title=name, collection=unit.collection_id).first()
    if found is not None:
        return found
    file = ContentFile(blank(name), f"{slugify(name)}.docx")
    return PortalDocument.objects.create(title=name, file=file, collection=unit.collection)
