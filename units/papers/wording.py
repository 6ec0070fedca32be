"""The fixed words of a paper, and text as both kinds of file can hold it."""

from __future__ import annotations

from collections.abc import Sequence

from search.vietnamese import normalise
from units import calendar
from units.papers.paper import Heading, Items, Letterhead, Paper, Paragraph, Part
from units.papers.regimes import Regime

#: Always in Vietnamese, whatever language the portal is read in: the rules prescribe the words.
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
NUMBER = "Số"
RECIPIENTS = "Nơi nhận:"
STAR = "*"
#: Room for the number that the office writes by hand.
TO_BE_NUMBERED = "        "
#: Room for the place, where the portal does not know from where it is issued.
TO_BE_NAMED = "…………"
#: What XML, and so a DOCX, cannot hold and ``normalise`` does not take out.
_NEVER = str.maketrans("", "", "\ufffe\uffff")


def clean(text: str) -> str:
    """Text as the portal stores it, without characters that no file can hold."""
    return normalise(text).translate(_NEVER)


def lines(text: str) -> list[str]:
    """The lines of a text that are not empty."""
    return [line for each in clean(text).splitlines() if (line := each.strip())]


def number_line(head: Letterhead) -> str:
    """The line of number and symbol, such as “Số 12-BC/BTGTU”, with room for a number that was not given yet."""
    number = head.number.zfill(2) if head.number else TO_BE_NUMBERED
    return f"{NUMBER} {number}-{head.symbol}" if head.symbol else f"{NUMBER} {number}"


def place_line(head: Letterhead) -> str:
    """The line of place and day, such as “Lâm Đồng, ngày 05 tháng 02 năm 2026”; room for a place that is not known."""
    return f"{head.place or TO_BE_NAMED}, {calendar.in_words(head.day)}"


def recipient_lines(recipients: Sequence[str]) -> list[str]:
    """The recipients, each after a dash, all but the last with a comma."""
    last = len(recipients) - 1
    return [f"- {clean(each)}{'.' if place == last else ','}" for place, each in enumerate(recipients)]


def closed(paper: Paper, regime: Regime) -> list[Part]:
    """The parts, with the closing sign of the rules after the last word where they end in text."""
    parts = list(paper.parts)
    if not regime.closing or not parts:
        return parts
    last = parts[-1]
    if isinstance(last, Paragraph):
        parts[-1] = Paragraph(_ended(last.text, regime.closing))
    elif isinstance(last, Items) and last.lines:
        parts[-1] = Items([*last.lines[:-1], _ended(last.lines[-1], regime.closing)])
    elif not isinstance(last, Heading):
        parts.append(Paragraph(regime.closing))
    return parts


def _ended(text: str, closing: str) -> str:
    return f"{text.rstrip().rstrip('.;')}{closing}"
