"""Links of public items that lead readers nowhere: to pages no longer public, files that are gone, wrong addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, Model, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, Site
from wagtailmedia.models import get_media_model

from units.models import Unit
from units.scoping import owned_models

#: A link in rich text, with its quotes as they stand in the column: escaped inside a stream's JSON, bare outside.
LINK = re.compile(r"<a\s[^<>]*>")
ATTRIBUTE = re.compile(r'(linktype|id|href)=\\?"((?:[^"\\]|\\u[0-9a-f]{4})*)\\?"')
ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True)
class BrokenLink:
    """A link of the page ``source`` and what is wrong with it, as a sentence."""

    source: int
    sentence: str


def broken_in(unit: Unit, public: QuerySet[Page]) -> dict[int, list[str]]:
    """Every broken link of the ``public`` items of ``unit``: sentences by page id.

    The number of queries does not grow; only the columns of texts that hold a link are read.
    """
    found: dict[int, list[str]] = defaultdict(list)
    for link in [*_by_index(public), *_by_text(unit, public)]:
        if link.sentence not in found[link.source]:
            found[link.source].append(link.sentence)
    return dict(found)


def _files() -> list[tuple[type[Model], str]]:
    return [
        (get_image_model(), _("An image that it shows no longer exists.")),
        (get_document_model(), _("A document file that it offers no longer exists.")),
        (get_media_model(), _("A film or recording that it plays no longer exists.")),
    ]


def _by_index(public: QuerySet[Page]) -> Iterator[BrokenLink]:
    """What Wagtail's index of references knows."""
    page_type = ContentType.objects.get_for_model(Page)
    sources = public.order_by().annotate(key=Cast("pk", CharField())).values("key")
    references = ReferenceIndex.objects.filter(base_content_type=page_type, object_id__in=sources)
    live = Page.objects.filter(live=True).annotate(key=Cast("pk", CharField())).filter(key=OuterRef("to_object_id"))
    gone = references.filter(~Exists(live), to_content_type=page_type).values_list("object_id", "to_object_id")
    pairs = [(int(source), target) for source, target in gone.distinct()]
    yield from _links_to_pages(pairs)
    for model, sentence in _files():
        there = model._default_manager.annotate(key=Cast("pk", CharField())).filter(key=OuterRef("to_object_id"))
        lost = references.filter(~Exists(there), to_content_type=ContentType.objects.get_for_model(model))
        for source in lost.values_list("object_id", flat=True).distinct():
            yield BrokenLink(int(source), sentence)


def _links_to_pages(pairs: Iterable[tuple[int, str]]) -> Iterator[BrokenLink]:
    """The pairs of source and page id whose page readers cannot open."""
    pairs = list(pairs)
    wanted = {target for _source, target in pairs if target.isdecimal()}
    there = {str(page.pk): page for page in Page.objects.filter(pk__in=wanted)}
    for source, target in pairs:
        page = there.get(target)
        if page is None:
            yield BrokenLink(source, _("It links to a page that no longer exists."))
        elif not page.live and page.first_published_at is None:
            # The title of what has never been public stays with whoever writes it.
            yield BrokenLink(source, _("It links to a page that is not public."))
        elif not page.live:
            sentence = _("It links to “%(title)s”, which is no longer public.")
            yield BrokenLink(source, sentence % {"title": page.title})


def _by_text(unit: Unit, public: QuerySet[Page]) -> Iterator[BrokenLink]:
    """What only the texts know: links to what has been deleted since, and addresses typed by hand."""
    pages, documents, addresses = [], [], []
    for source, text in _texts(unit, public):
        for tag in LINK.findall(text):
            link = dict(ATTRIBUTE.findall(tag))
            if link.get("linktype") == "page":
                pages.append((source, link.get("id", "")))
            elif link.get("linktype") == "document":
                documents.append((source, link.get("id", "")))
            elif link.get("href", "").startswith("/"):
                addresses.append((source, unescape(ESCAPED.sub(lambda code: chr(int(code[1], 16)), link["href"]))))
    yield from _links_to_pages(pages)
    model = get_document_model()
    wanted = [key for _source, key in documents if key.isdecimal()]
    there = set(map(str, model.objects.filter(pk__in=wanted).values_list("pk", flat=True)))
    for source, key in documents:
        if key not in there:
            yield BrokenLink(source, str(dict(_files())[model]))
    known = _answering({address for _source, address in addresses})
    for source, address in addresses:
        if address not in known:
            yield BrokenLink(source, _("The address %(address)s leads nowhere.") % {"address": address})


def _texts(unit: Unit, public: QuerySet[Page]) -> Iterator[tuple[int, str]]:
    """The columns of rich text with a link to the portal itself in them, a query a column."""
    quotes = ('\\"', '"')
    for model in owned_models():
        for field in model._meta.local_fields:
            if not isinstance(field, StreamField | RichTextField):
                continue
            links = Q()
            for quote in quotes:
                links |= Q(raw_text__contains=f"linktype={quote}") | Q(raw_text__contains=f"href={quote}/")
            rows = model._base_manager.filter(unit=unit, live=True, pk__in=public.order_by().values("pk"))
            with_text = rows.annotate(raw_text=Cast(F(field.name), TextField())).filter(links)
            yield from with_text.values_list("pk", "raw_text").iterator()


def _answering(addresses: set[str]) -> set[str]:
    """Those of ``addresses``, each a path of this portal, that a reader would get an answer from."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    tree = {address: path for address in addresses if (path := _path_in_tree(address)) is not None}
    answering = addresses - set(tree)
    if site is None:
        return answering
    root = site.root_page.url_path
    wanted = {root + path[:end] for path in tree.values() for end in _ends(path)}
    pages = {page.url_path: page for page in Page.objects.live().filter(url_path__in=wanted).specific(defer=True)}
    return answering | {address for address, path in tree.items() if _is_served(path, root, pages)}


def _path_in_tree(address: str) -> str | None:
    """The path below the front page that ``address`` asks Wagtail for; None where another view answers.

    An address on another host (“//…”) is none of ours.
    """
    parts = urlsplit(address)
    if parts.netloc:
        return None
    path = unquote(parts.path)
    try:
        match = resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return path
    if match.url_name != "wagtail_serve":
        return None
    prefix = reverse("wagtail_serve", args=[""])
    rest = path.removeprefix(prefix).strip("/")
    return f"{rest}/" if rest else ""


def _ends(path: str) -> list[int]:
    return [0, *(position + 1 for position, sign in enumerate(path) if sign == "/")]


def _is_served(path: str, root: str, pages: dict[str, Any]) -> bool:
    for end in reversed(_ends(path)):
        page = pages.get(root + path[:end])
        if page is None:
            continue
        if end == len(path):
            return True
        return isinstance(page, RoutablePageMixin) and _has_route(page, path[end:])
    return False


def _has_route(page: RoutablePageMixin, rest: str) -> bool:
    try:
        page.resolve_subpage(f"/{rest}")
    except Http404:
        return False
    return True
