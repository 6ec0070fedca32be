"""The page of one situation: permanent by its number, whatever its title becomes (ND-9.5, ND-12.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from taggit.models import Tag

from knowledge.models import FieldOfWork, Situation, SituationIndexPage
from knowledge.models.situations import PUBLIC_ROOT
from units.approval import aftermath
from units.audience import visible_to
from units.trail import Crumb, breadcrumbs

RELATED = 5


def serve(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """Show the situation; lead an older title on for good; let a withdrawal answer in its place.

    Raises ``Http404`` for what was never public, is held, or was published in error. A title that is not public is
    told to nobody, so only public ones lead on.
    """
    numbered = Situation.objects.filter(pk=number).for_page()
    situation = visible_to(request).readable(numbered).first()
    if situation is None:
        gone = numbered.first()
        if gone is None:
            raise Http404(_("There is no such page."))
        return aftermath.answer(gone, aftermath.standing_in_for(gone), request)
    if slug != situation.slug:
        return redirect(situation.url, permanent=True)
    return TemplateResponse(request, situation.get_template(request), situation.get_context(request))


def context(situation: Situation, request: HttpRequest) -> dict[str, Any]:
    """Documents it rests on, forms, authors, tags, related situations; preview and public page alike."""
    tags = list(situation.tags.all())
    return {
        "situation": situation,
        "index_url": f"/{PUBLIC_ROOT}/",
        "page_url": situation.get_full_url(request),
        "breadcrumbs": _way(request),
        "bases": _with_documents(situation.legal_bases),
        "forms": _with_documents(situation.used_forms),
        "authors": [{"name": author.name} for author in situation.authors.all()],
        "article_tags": [tag.name for tag in tags],
        "related": related_to(situation, request, tags),
    }


def related_to(situation: Situation, request: HttpRequest, tags: Sequence[Tag]) -> list[Situation]:
    """At most five others that a reader of ``situation`` may be looking for.

    Those that its unit chose; where it chose none, those of its field or with its tags, most tags shared first.
    """
    public = visible_to(request).readable(Situation.objects.exclude(pk=situation.pk)).for_lines()
    chosen = [related.other_id for related in situation.related_situations.all()]
    if chosen:
        found = {other.pk: other for other in public.filter(pk__in=chosen)}
        return [found[pk] for pk in chosen if pk in found][:RELATED]
    alike = Q(tagged_items__tag__in=tags)
    if situation.field is not None:
        alike |= Q(field__in=FieldOfWork.objects.within(situation.field))
    shared = Count("tagged_items", filter=Q(tagged_items__tag__in=tags))
    return list(public.filter(alike).annotate(shared=shared).order_by("-shared", "-first_published_at")[:RELATED])


def _with_documents(rows: Any) -> list[Any]:
    """The rows with their files in one query; of a version that is not saved yet, as in a preview, as they are."""
    found = rows.all()
    return list(getattr(found, "select_related", lambda _name: found)("document"))


def _way(request: HttpRequest) -> list[Crumb]:
    index = SituationIndexPage.objects.live().first()
    if index is None:
        return []
    return [*breadcrumbs(index, request), {"title": index.title, "url": index.get_url(request) or "/"}]
