"""The public lists of answers: by field and unit, by words, newest first, and as a feed (ND-6.2g, ND-12.3)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags

from knowledge.models import FieldOfWork
from qa.models import AnswerPage
from qa.public.similar import similar_to
from search.vietnamese import normalise
from units.audience import visible_to
from units.feeds import feed_of
from units.models import Unit

if TYPE_CHECKING:
    from qa.models import AnswersOfUnitPage, QuestionsPage

PER_PAGE = 20
LONGEST_QUERY = 200


def context(page: QuestionsPage, request: HttpRequest) -> dict[str, Any]:
    """The answers wanted by ``?q=``, ``?linh-vuc=`` and ``?don-vi=`` (codes), and the fields and units to choose from.

    An unknown code finds everything, as if it had not been given.
    """
    answers = visible_to(request).readable(AnswerPage.objects.published())
    fields, units = _fields(answers), _units(answers)
    field = next((each for each in fields if each.code == request.GET.get("linh-vuc")), None)
    unit = next((each for each in units if each.code == request.GET.get("don-vi")), None)
    query = " ".join(normalise(request.GET.get("q", "")).split())[:LONGEST_QUERY]
    wanted = answers.for_lines()
    if field is not None:
        wanted = wanted.filter(field__in=FieldOfWork.objects.within(field))
    if unit is not None:
        wanted = wanted.filter(unit=unit)
    found: Any = wanted.order_by("path").search(query) if query else wanted
    return {
        "answers": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "fields": fields,
        "units": units,
        "chosen_field": field,
        "chosen_unit": unit,
        "query": query,
        "is_narrowed": bool(query or field or unit),
        "feed_url": f"{page.get_url(request)}rss/",
    }


def context_of_unit(page: AnswersOfUnitPage, request: HttpRequest) -> dict[str, Any]:
    """The answers of one unit."""
    answers = visible_to(request).readable(AnswerPage.objects.published().for_lines().filter(unit=page.unit_id))
    return {"answers": Paginator(answers, PER_PAGE).get_page(request.GET.get("page"))}


def context_of_answer(page: AnswerPage, request: HttpRequest) -> dict[str, Any]:
    """Related answers, and the question and answer as data for search engines (schema.org ``QAPage``)."""
    return {"related": similar_to(page.title, request, leave_out=page.pk), "structured": structured(page, request)}


def feed(page: QuestionsPage, request: HttpRequest) -> HttpResponse:
    """The newest twenty answers."""
    answers = visible_to(request).readable(AnswerPage.objects.published()).select_related("unit")
    return feed_of(page, answers[:PER_PAGE], request)


def structured(page: AnswerPage, request: HttpRequest) -> str:
    """The answer as JSON-LD; a data block that no browser runs, so the content security policy has no say in it.

    Escaped so that no text can end the block.
    """
    published = page.first_published_at.isoformat() if page.first_published_at else None
    data = {
        "@context": "https://schema.org",
        "@type": "QAPage",
        "mainEntity": {
            "@type": "Question",
            "name": page.title,
            "text": page.question,
            "answerCount": 1,
            "dateCreated": page.asked_on.isoformat() if page.asked_on else published,
            "acceptedAnswer": {
                "@type": "Answer",
                "text": strip_tags(page.answer.replace("</p>", "</p> ")).strip(),
                "dateCreated": published,
                "url": page.get_full_url(request),
                "author": {"@type": "GovernmentOrganization", "name": str(page.unit)},
            },
        },
    }
    written = json.dumps(data, ensure_ascii=False)
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _fields(answers: Any) -> list[Any]:
    """The first-level and second-level fields that have public answers, in the office's order."""
    used = Q(pk__in=answers.order_by().values("field"))
    return list(FieldOfWork.objects.filter(used | Q(parts__in=FieldOfWork.objects.filter(used))).distinct().in_order())


def _units(answers: Any) -> list[Unit]:
    """The units that have public answers, each with its ``number`` of them."""
    numbers = dict(answers.order_by().values_list("unit").annotate(number=Count("pk")))
    units = list(Unit.objects.filter(pk__in=numbers).in_protocol_order())
    for unit in units:
        unit.__dict__["number"] = numbers[unit.pk]
    return units


def of_field(field: FieldOfWork, request: HttpRequest | None, most: int) -> list[AnswerPage]:
    """The newest public answers to questions of ``field`` or of a part of it."""
    filed = AnswerPage.objects.filter(field__in=FieldOfWork.objects.within(field))
    return list(visible_to(request).readable(filed).order_by("-first_published_at")[:most])
