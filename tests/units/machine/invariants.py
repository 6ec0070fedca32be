"""What has to be true after every step, whoever did whatever."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.models import ArticlePage
from tests.units.machine.actors import World
from tests.units.machine.learning import Act
from tests.units.machine.model import Memory
from tests.units.machine.photographs import MARK, Photo
from units.models import Contribution, Unit
from units.record.verifying import verify

SAME = ("title", "summary", "kind", "origin")


def hold(act: Act) -> None:
    """Everything that can be read from one photograph and the one before."""
    _public_is_approved(act.world, act.memory, act.after)
    _public_says_what_was_approved(act.after)
    _taken_down_by_a_measure(act)
    _routes_go_on(act.after)
    twice = Contribution.objects.values("item_type", "item_id").annotate(rows=Count("pk")).filter(rows__gt=1)
    assert not twice.exists(), "an item has two rows in the ledger"
    assert act.after.frame == act.before.frame, f"{act.name()} changed a page that holds the site together"


def _public_is_approved(world: World, memory: Memory, photo: Photo) -> None:
    for item in photo.pages:
        if not photo.of_page(item, "live"):
            continue
        revision = photo.of_page(item, "live_revision")
        assert revision in photo.versions, f"article {item} is public without a version"
        assert not photo.held(item), f"article {item} is public while it is on hold"
        assert memory.may_be_public(world, photo, item, revision), f"version {revision} of {item} is not approved"


def _public_says_what_was_approved(photo: Photo) -> None:
    for page in ArticlePage.objects.live().prefetch_related("sections", "authors"):
        approved = photo.versions[page.live_revision_id].content
        shown = {name: getattr(page, name) for name in SAME}
        assert shown == {name: approved[name] for name in SAME}, f"article {page.pk} says what nobody approved"
        body = [(block["type"], block["value"]) for block in page.body.raw_data]
        written = [(block["type"], block["value"]) for block in json.loads(approved["body"])]
        assert body == written, f"the body of article {page.pk} says what nobody approved"
        assert sorted(section.pk for section in page.sections.all()) == sorted(approved["sections"])
        authors = [(author.user_id, author.name, author.share) for author in page.authors.all()]
        named = [(row["user"], row["name"], row["share"]) for row in approved["authors"]]
        assert sorted(authors, key=str) == sorted(named, key=str), f"article {page.pk} names other authors"


def _taken_down_by_a_measure(act: Act) -> None:
    for item in act.before.pages:
        if not act.before.of_page(item, "live"):
            continue
        assert item in act.after.pages, f"{act.name()} deleted public article {item}"
        if not act.after.of_page(item, "live"):
            measures = [*act.new("holds").values(), *act.new("withdrawals").values()]
            assert item in [row[0] for row in measures], f"{act.name()} took article {item} down without saying why"


def _routes_go_on(photo: Photo) -> None:
    for pk, (item, status, _user, visit) in photo.states.items():
        if status != "in_progress":
            continue
        row = photo.visits.get(visit)
        assert (row or [None] * 4)[3] == "in_progress", f"submission {pk} of article {item} waits for nobody"
        assert row[4] is not None or row[2] == photo.of_page(item, "latest_revision"), f"article {item} was swapped"


def saw_nothing_foreign(act: Act, answer: HttpResponse, address: str) -> None:
    """The person read no unpublished words but those of their own units and of what waits for them."""
    assert answer.status_code < 500, f"{address} failed for {act.name()} with {answer.status_code}"
    known = act.memory.knows.get(act.who or 0, set()) | act.memory.public | act.typed
    seen = set(MARK.findall(text_of(answer))) - known
    assert not seen, f"{act.name()} read {sorted(seen)} at {address}"


def readers_see_only_what_is_public(world: World, photo: Photo, addresses: list[str]) -> None:
    """No page for readers holds a word of what is not public now."""
    live = [photo.of_page(item, "live_revision") for item in photo.pages if photo.of_page(item, "live")]
    public = set().union(*(photo.versions[revision].marks for revision in live))
    reader = Client(raise_request_exception=False)
    for address in addresses:
        answer = reader.get(address)
        assert answer.status_code in (200, 404), (address, answer.status_code)
        seen = set(MARK.findall(text_of(answer))) - public if answer.status_code == 200 else set()
        assert not seen, f"readers find {sorted(seen)} at {address}"


def faces(world: World) -> list[str]:
    """Every list that readers can open: home, sections, units, feeds, search, the site map."""
    units = [reverse("wagtail_serve", args=[unit.page.url_path.split("/", 2)[2]]) for unit in Unit.objects.all()]
    lists = [*units, world.portal.news.url, world.portal.office_work.url, world.portal.propaganda_work.url]
    feeds = [f"{address}rss/" for address in lists]
    return ["/", *lists, *feeds, "/sitemap.xml", "/tim-kiem/?q=zq", "/tim-kiem/?q=ban+tin"]


def faces_of(item: int) -> str:
    """The address at which readers would find an article."""
    page = Page.objects.get(pk=item)
    return reverse("wagtail_serve", args=[page.url_path.split("/", 2)[2]])


def the_record_is_whole() -> None:
    """No entry of the record was altered, removed or inserted."""
    assert [flaw.sentence for flaw in verify()] == []


def text_of(answer: Any) -> str:
    """The body of an answer, streamed or not."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace")
