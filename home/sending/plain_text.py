"""Plain text as typed into a phone, and the body of an article that holds nothing else."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

PARAGRAPH = re.compile(r"<p[^>]*>((?:[^<]|<br\s*/?>)*)</p>\s*")
BREAK = re.compile(r"<br\s*/?>")
EMPTY_LINE = re.compile(r"\n\s*\n")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-zà-ỹ]|[“\"‘(\d])")
#: A full stop after “TP”, “TS”, “Th.S” or “UBND” ends an abbreviation more often than a sentence.
ABBREVIATION = re.compile(r"(?:^|[\s(“\"])(?:[^\W\d_a-zà-ỹ]{1,5}|Th|Gs|Ts|Tp)\.$")
SUMMARY_SENTENCES = 2
SUMMARY_LENGTH = 600


def html_of(text: str) -> str:
    """``text`` as rich text: an empty line parts paragraphs, a single one breaks the line, nothing in it is markup."""
    paragraphs = EMPTY_LINE.split(text.replace("\r\n", "\n").replace("\r", "\n").strip())
    lines = [[escape(line.strip()) for line in paragraph.split("\n") if line.strip()] for paragraph in paragraphs]
    return "".join(f"<p>{'<br/>'.join(paragraph)}</p>" for paragraph in lines if paragraph)


def text_of(body: Any) -> str | None:
    """The text of a body that this form can show without losing anything; None for one with more in it."""
    paragraphs: list[str] = []
    for block in body:
        source = block.value.source if block.block_type == "paragraph" else None
        if source is None or PARAGRAPH.sub("", source).strip():
            return None
        paragraphs += [unescape(BREAK.sub("\n", inner)) for inner in PARAGRAPH.findall(source)]
    return "\n\n".join(paragraphs)


def summary_of(text: str) -> str:
    """The first two sentences of ``text``, at most 600 characters, cut between words."""
    flat = " ".join(text.split())
    ends = [match for match in SENTENCE_END.finditer(flat) if not ABBREVIATION.search(flat[: match.start()])]
    summary = flat[: ends[SUMMARY_SENTENCES - 1].start()] if len(ends) >= SUMMARY_SENTENCES else flat
    if len(summary) <= SUMMARY_LENGTH:
        return summary
    return summary[: SUMMARY_LENGTH - 1].rsplit(" ", 1)[0] + "…"
