"""Turning the demonstration's texts into articles and pages that have not been submitted yet."""

from __future__ import annotations

import json
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

from home.demonstration import body
from home.demonstration.corpus import Article, StandardPage
from home.demonstration.media import Gallery
from home.models import ArticleAuthor, ArticlePage, SectionPage
from home.models import StandardPage as StandardPageModel

if TYPE_CHECKING:
    from accounts.models import User


def compose(text: Article, day: date, accounts: dict[str, User], gallery: Gallery) -> ArticlePage:
    """The article of ``text`` as if written on ``day``; not saved."""
    event_day = day - timedelta(days=text.event_offset_days) if text.event_offset_days is not None else None
    article = ArticlePage(
        title=text.title,
        live=False,
        owner=accounts[text.authors[0].person.username],
        kind=text.kind,
        summary=text.summary,
        event_date=event_day,
        timely=text.timely,
        origin=text.origin,
    )
    if text.picture:
        article.lead_image = gallery.image(text.picture, text.title)
        article.lead_image_alt = text.picture.alt_text
    if text.source:
        article.source_name, article.source_author = text.source.name, text.source.author
        article.source_permission = text.source.permission
        article.source_date = day - timedelta(days=text.source.days_before)
    if text.exemplar:
        article.exemplar_name, article.exemplar_type = text.exemplar.name, text.exemplar.type
        article.exemplar_field, article.exemplar_year = text.exemplar.field, text.exemplar.year
        article.exemplar_consent = True
    if text.event and event_day:
        article.event_place, article.event_ends = text.event.place, event_day + timedelta(days=text.event.ends_days)
    if text.rebuttal:
        article.refuted_claim = text.rebuttal.claim
        article.refutation_sources = "\n".join(text.rebuttal.sources)
    if text.explains:
        article.explains_symbol, article.explains_title = text.explains.symbol, text.explains.title
    article.body = _stream(text, gallery)
    article.authors = [
        ArticleAuthor(
            user=accounts[author.person.username],
            name=str(accounts[author.person.username]),
            share=author.share,
            sort_order=order,
        )
        for order, author in enumerate(text.authors)
    ]
    article.sections = list(SectionPage.objects.filter(code__in=text.sections))
    article.tags.set(text.tags)
    return article


def general_page(text: StandardPage, owner: User) -> StandardPageModel:
    """A general page; not saved."""
    page = StandardPageModel(title=text.title, intro=text.intro, live=False, owner=owner)
    page.body = [_block(block) for block in text.body]
    return page


def _stream(text: Article, gallery: Gallery) -> list[Any]:
    stream: list[Any] = [_block(block) for block in text.body]
    if text.kind == "video":
        film = {"video": gallery.film(text.video_title), "caption": text.video_title, "transcript": text.summary}
        stream.insert(1, ("video", film))
    if text.gallery:
        stream.append(
            (
                "gallery",
                [
                    {
                        "image": gallery.image(picture, f"{text.title}{number}"),
                        "alt_text": picture.alt_text,
                        "caption": picture.caption,
                        "credit": picture.credit,
                    }
                    for number, picture in enumerate(text.gallery)
                ],
            )
        )
    return stream


def _block(block: body.Block) -> tuple[str, Any]:
    match block:
        case body.Heading(text):
            return "heading", text
        case body.Quote(text, attribution):
            return "quote", {"text": text, "source": attribution}
        case body.Table(rows):
            table = {"data": [list(row) for row in rows], "first_row_is_table_header": True}
            return "table", json.loads(json.dumps({**table, "first_col_is_header": False, "table_caption": rows[0][0]}))
        case body.Paragraph(text):
            return "paragraph", f"<p>{escape(text, quote=False)}</p>"
