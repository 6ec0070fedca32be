"""What must be right before an article is submitted (ND-7.1 to 7.3, ND-10.3); drafts may be unfinished."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from search.vietnamese import legacy
from units import calendar

Found = Iterator[tuple[str, str]]

PHOTO_STORY_IMAGES = 3
SUMMARY_WORDS = 8


def defects(data: dict[str, Any]) -> Found:
    """Yield ``(field, sentence)`` for every defect in the cleaned ``data`` of an article's form."""
    for check in (_encoding, _text, _pictures, _filing, _origin, _event, _exemplar, _rebuttal):
        yield from check(data)


def _blocks(data: dict[str, Any], *types: str) -> list[Any]:
    return [block.value for block in data.get("body") or [] if block.block_type in types]


def _images(data: dict[str, Any]) -> int:
    return len(_blocks(data, "image")) + sum(len(gallery) for gallery in _blocks(data, "gallery"))


def _encoding(data: dict[str, Any]) -> Found:
    texts = {field: str(data.get(field) or "") for field in ("title", "summary", "exemplar_name", "refuted_claim")}
    texts["body"] = "\n".join(strip_tags(str(paragraph)) for paragraph in _blocks(data, "paragraph"))
    for field, text in texts.items():
        conversion = legacy(unescape(text))
        if conversion is not None:
            yield (
                field,
                _(
                    "This text was typed for an old font (%(encoding)s) and readers would see it garbled. "
                    "Replace it by its Unicode text, which begins: %(text)s"
                )
                % {"encoding": conversion.encoding, "text": Truncator(conversion.text.strip()).chars(200)},
            )


def _text(data: dict[str, Any]) -> Found:
    if len((data.get("summary") or "").split()) < SUMMARY_WORDS:
        yield "summary", _("Say in one or two sentences (at least eight words) what the item is about.")
    if data.get("kind") in ("news", "feature", "exemplar", "rebuttal", "event") and not _blocks(data, "paragraph"):
        yield "body", _("The body has no text yet; add at least one block of paragraphs.")


def _pictures(data: dict[str, Any]) -> Found:
    if data.get("lead_image") and not (data.get("lead_image_alt") or "").strip():
        yield "lead_image_alt", _("Describe the lead image for readers who cannot see it.")
    if data.get("kind") == "photo_story" and _images(data) < PHOTO_STORY_IMAGES:
        yield "body", _("A photo story needs at least three images; add them as a gallery.")
    if data.get("kind") == "video" and not _blocks(data, "video"):
        yield "body", _("An item of this kind needs a video; add a video block.")


def _filing(data: dict[str, Any]) -> Found:
    if not data.get("sections"):
        yield "sections", _("Choose at least one section in which readers will find the item.")


def _origin(data: dict[str, Any]) -> Found:
    if data.get("origin") in (None, "", "own"):
        return
    needed = {
        "source_name": _("Name the source, for example the newspaper: the item is not your own work."),
        "source_author": _("Name the author at the source, or write “không rõ” if none is given there."),
        "source_date": _("Give the date on which the source published it."),
        "source_permission": _("Say by what permission it is reused, for example an agreement or a letter."),
    }
    for field, sentence in needed.items():
        if not data.get(field):
            yield field, sentence


def _event(data: dict[str, Any]) -> Found:
    day = data.get("event_date")
    if data.get("kind") in ("news", "event") and not day:
        yield "event_date", _("Give the day of the event.")
    if data.get("timely") and not day:
        yield "event_date", _("Timely news needs the day of the event, because it has to be public that same day.")
    if day and data.get("kind") == "news" and day > calendar.today() + timedelta(days=1):
        yield "event_date", _("A news item cannot report an event that lies in the future; correct the day.")
    if data.get("kind") == "event":
        if not data.get("event_place"):
            yield "event_place", _("Say where the event takes place.")
        ends = data.get("event_ends")
        if day and ends and ends < day:
            yield "event_ends", _("The event cannot end before it begins; correct one of the two days.")


def _exemplar(data: dict[str, Any]) -> Found:
    if data.get("kind") != "exemplar":
        return
    if not data.get("exemplar_name"):
        yield "exemplar_name", _("Name the person or collective that sets the example.")
    if not data.get("exemplar_type"):
        yield "exemplar_type", _("Say whether it is a person or a collective.")
    if data.get("exemplar_type") == "person" and not data.get("exemplar_consent"):
        yield (
            "exemplar_consent",
            _("Ask the person for consent before you publish their name and picture, then tick this."),
        )


def _rebuttal(data: dict[str, Any]) -> Found:
    if data.get("kind") != "rebuttal":
        return
    if not data.get("refuted_claim"):
        yield "refuted_claim", _("Say in a sentence which false view is refuted.")
    if not data.get("refutation_sources"):
        yield "refutation_sources", _("Name at least one source on which the rebuttal rests.")
