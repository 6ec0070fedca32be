"""The parts of the guide, one a role, read from the Markdown files of ``content``.

A file begins with a few lines ``key: value`` and an empty one: ``title``, ``summary``, ``roles`` (codes of the roles it
is for, none where it is for everybody) and ``order``. A heading of the second level is a place that screens lead to;
its address is its text without accents. What is bold is a label of the interface, letter by letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from search.vietnamese.slugs import slugify

CONTENT = Path(__file__).parent / "content"
#: Where the pictures of the guide stand among the static files.
PICTURES = "portal/guide"


@dataclass(frozen=True)
class Place:
    """A heading of the second level in a part, and its address within it."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Part:
    """One part of the guide."""

    code: str
    title: str
    summary: str
    roles: frozenset[str]
    order: int
    text: str

    @property
    def places(self) -> list[Place]:
        """Return what the part explains, in its order."""
        return [Place(anchor_of(title), title) for title in re.findall(r"^## (.+)$", self.text, re.MULTILINE)]

    @property
    def pictures(self) -> list[str]:
        """Return the names of the pictures that the part shows."""
        return re.findall(r"!\[[^\]]*\]\(([^)]+)\)", self.text)

    def html(self) -> SafeString:
        """Return the part as HTML. Its source is ours, and HTML in it is escaped all the same."""
        markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        tokens = markdown.parse(self.text)
        for heading, inline in pairwise(tokens):
            if heading.type == "heading_open" and heading.tag == "h2":
                heading.attrSet("id", anchor_of(inline.content))
        for token in tokens:
            for child in token.children or []:
                _point(child)
        rendered: str = markdown.renderer.render(tokens, markdown.options, {})
        return mark_safe(rendered)  # noqa: S308 - rendered from our own files with HTML switched off


def _point(token: Token) -> None:
    """Let a picture come from the static files, in its own time."""
    if token.type == "image":
        token.attrSet("src", static(f"{PICTURES}/{token.attrGet('src')}"))
        token.attrSet("loading", "lazy")


def anchor_of(title: str) -> str:
    """Return the address of a heading: its words without accents, joined by hyphens."""
    return slugify(title)


@cache
def parts() -> tuple[Part, ...]:
    """Return all parts of the guide in their order."""
    return tuple(sorted(map(_read, CONTENT.glob("*.md")), key=lambda part: part.order))


def part(code: str) -> Part | None:
    """Return the part with this code, the name of its file."""
    return next((known for known in parts() if known.code == code), None)


def place(address: str) -> Place | None:
    """Return the heading at ``part#anchor``, for the words of a link to it."""
    code, _hash, anchor = address.partition("#")
    found = part(code)
    return next((known for known in found.places if known.anchor == anchor), None) if found else None


def parts_for(roles: set[str]) -> list[Part]:
    """Return the parts for somebody with these roles; those for everybody are not among them."""
    return [known for known in parts() if known.roles & roles]


def _read(path: Path) -> Part:
    head, _gap, text = path.read_text(encoding="utf-8").partition("\n\n")
    facts: dict[str, Any] = dict(line.split(": ", 1) for line in head.splitlines())
    return Part(
        code=path.stem,
        title=facts["title"],
        summary=facts["summary"],
        roles=frozenset(facts.get("roles", "").replace(",", " ").split()),
        order=int(facts["order"]),
        text=text,
    )
