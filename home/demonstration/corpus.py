"""The demonstration's content: people, standard pages and articles of a preset, read from `content/<preset>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import body
from .endless import ArticleText, endless
from .pictures import THEMES
from .reading import CorpusError, Entry

__all__ = ["Article", "ArticleText", "Corpus", "CorpusError", "Person", "endless", "load"]

CONTENT = Path(__file__).parent / "content"
KINDS = frozenset({"news", "feature", "photo_story", "video", "exemplar", "event", "rebuttal"})
STATES = frozenset({"published", "draft", "waiting", "returned"})
ORIGINS = frozenset({"own", "collected", "reused"})
EXEMPLAR_TYPES = frozenset({"person", "collective"})
UNIT_ROLES = frozenset({"contributor", "board", "leader", "unit_admin", "member"})
SITE_ROLES = frozenset(
    {"office", "webmaster", "editorial_team", "standing_committee", "propaganda", "feedback_officer", "sysadmin"}
)


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person: `last_name` is the family and middle name, `unit` is None for a role of the whole site."""

    username: str
    last_name: str
    first_name: str
    role: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Author:
    """Someone's share in an article, in percent."""

    person: Person
    share: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An illustration to draw: `pictures.draw(theme, seed)`; the loader chooses the seed."""

    theme: str
    alt_text: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article comes from that is not the unit's own (ND-7.2); published there `days_before` it was here."""

    name: str
    author: str
    permission: str
    days_before: int


@dataclass(frozen=True, slots=True)
class Exemplar:
    """Who sets a good example (ND-2.1d); `type` is “person” or “collective”."""

    name: str
    type: str
    field: str
    year: int


@dataclass(frozen=True, slots=True)
class Event:
    """Where an event takes place and how many days after its first day it ends."""

    place: str
    ends_days: int


@dataclass(frozen=True, slots=True)
class Rebuttal:
    """The false view that is refuted and what the rebuttal rests on (ND-2.1c)."""

    claim: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document that an article explains, by symbol and title (ND-6.2đ)."""

    symbol: str
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article. `days_ago` counts back from the day of loading; `event_offset_days` is how many days before
    publication the event was (negative: it lies ahead), None when there is no event."""

    unit: str
    kind: str
    sections: tuple[str, ...]
    title: str
    summary: str
    body: tuple[body.Block, ...]
    days_ago: int
    authors: tuple[Author, ...]
    tags: tuple[str, ...]
    state: str
    return_reason: str
    event_offset_days: int | None
    timely: bool
    origin: str
    source: Source | None
    picture: Picture | None
    gallery: tuple[Picture, ...]
    video_title: str
    exemplar: Exemplar | None
    event: Event | None
    rebuttal: Rebuttal | None
    explains: Document | None = None

    @property
    def text(self) -> str:
        """The running text of the paragraphs."""
        return "\n".join(block.text for block in self.body if isinstance(block, body.Paragraph))


@dataclass(frozen=True, slots=True)
class StandardPage:
    """A general page: introduction, structure, rules of use, contact."""

    title: str
    intro: str
    body: tuple[body.Block, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All the content of one preset. `notice` says to readers that everything in it is invented."""

    preset: str
    notice: str
    people: tuple[Person, ...]
    pages: tuple[StandardPage, ...]
    articles: tuple[Article, ...]


def load(preset: str) -> Corpus:
    """Read the content of the preset “lam-dong” or “nam-dinh”.

    Raises `CorpusError` with the file and the entry when there is no such file or something in it is wrong.
    """
    path = CONTENT / f"{preset}.toml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in CONTENT.glob("*.toml") if file.stem != "endless"))
        raise CorpusError(f"There is no demonstration content for the preset “{preset}”; choose one of {known}.")
    return parse(path.read_text(encoding="utf-8"), f"content/{path.name}")


def parse(toml: str, name: str) -> Corpus:
    """Read a content file's text; `name` is what errors call the file."""
    try:
        file = Entry(name, tomllib.loads(toml))
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{name}: not valid TOML: {error}") from error
    people = tuple(_person(entry) for entry in file.entries("people", "person", least=1))
    by_username = {person.username: person for person in people}
    if len(by_username) != len(people):
        raise file.fail("two people have the same user name.")
    corpus = Corpus(
        preset=file.text("preset"),
        notice=file.text("notice"),
        people=people,
        pages=tuple(_page(entry) for entry in file.entries("page", "page")),
        articles=tuple(_article(entry, by_username) for entry in file.entries("article", "article", least=1)),
    )
    file.finish()
    return corpus


def _person(entry: Entry) -> Person:
    unit = entry.text("unit") if entry.has("unit") else None
    person = Person(
        username=entry.text("username"),
        last_name=entry.text("last_name"),
        first_name=entry.text("first_name"),
        role=entry.choice("role", UNIT_ROLES if unit else SITE_ROLES),
        unit=unit,
    )
    entry.finish()
    return person


def _page(entry: Entry) -> StandardPage:
    page = StandardPage(title=entry.text("title"), intro=entry.text("intro"), body=_body(entry))
    entry.finish()
    return page


def _article(entry: Entry, people: Mapping[str, Person]) -> Article:
    title = entry.text("title")
    entry.place += f" “{title}”"
    kind, state = entry.choice("kind", KINDS), entry.choice("state", STATES, "published")
    origin = entry.choice("origin", ORIGINS, "own")
    article = Article(
        unit=entry.text("unit"),
        kind=kind,
        sections=entry.texts("sections", least=1),
        title=title,
        summary=entry.text("summary"),
        body=_body(entry),
        days_ago=entry.number("days_ago", 0, 180),
        authors=_authors(entry, people),
        tags=entry.texts("tags"),
        state=state,
        return_reason=entry.text("return_reason") if state == "returned" else "",
        event_offset_days=entry.number("event_offset_days", -60, 60) if entry.has("event_offset_days") else None,
        timely=entry.flag("timely"),
        origin=origin,
        source=_source(entry) if origin != "own" else None,
        picture=_picture(entry.entry("picture")) if entry.has("picture") else None,
        gallery=tuple(_picture(item) for item in entry.entries("gallery", "gallery picture")),
        video_title=entry.text("video_title") if kind == "video" else "",
        exemplar=_exemplar(entry) if kind == "exemplar" else None,
        event=Event(entry.text("event_place"), entry.number("event_ends_days", 0, 60)) if kind == "event" else None,
        rebuttal=Rebuttal(entry.text("refuted_claim"), entry.texts("sources", 1)) if kind == "rebuttal" else None,
        explains=_document(entry.entry("explains")) if entry.has("explains") else None,
    )
    if kind == "event" and article.event_offset_days is None:
        raise entry.fail("an event needs “event_offset_days”.")
    entry.finish()
    return article


def _body(entry: Entry) -> tuple[body.Block, ...]:
    try:
        return body.parse(entry.text("body"))
    except CorpusError:
        raise
    except ValueError as error:
        raise entry.fail(str(error)) from error


def _authors(entry: Entry, people: Mapping[str, Person]) -> tuple[Author, ...]:
    authors = []
    for item in entry.entries("authors", "author", least=1):
        username = item.text("username")
        if username not in people:
            raise item.fail(f"nobody has the user name “{username}”.")
        authors.append(Author(people[username], item.number("share", 1, 100)))
        item.finish()
    if sum(author.share for author in authors) != 100:
        raise entry.fail("the authors' shares do not add up to 100.")
    return tuple(authors)


def _picture(entry: Entry) -> Picture:
    picture = Picture(
        theme=entry.choice("theme", frozenset(THEMES)),
        alt_text=entry.text("alt_text"),
        caption=entry.text("caption"),
        credit=entry.text("credit"),
    )
    entry.finish()
    return picture


def _document(entry: Entry) -> Document:
    document = Document(entry.text("symbol"), entry.text("title"))
    entry.finish()
    return document


def _source(entry: Entry) -> Source:
    return Source(
        name=entry.text("source_name"),
        author=entry.text("source_author"),
        permission=entry.text("source_permission"),
        days_before=entry.number("source_days_before", 0, 60),
    )


def _exemplar(entry: Entry) -> Exemplar:
    return Exemplar(
        name=entry.text("exemplar_name"),
        type=entry.choice("exemplar_type", EXEMPLAR_TYPES),
        field=entry.text("exemplar_field"),
        year=entry.number("exemplar_year", 1990, 2100),
    )
