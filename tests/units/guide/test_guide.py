"""Every screen of the administration says what it is for and leads to its place in the guide (LD-4.2c)."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from operations.catalogue import LOCALE_DIR, messages, read, translation
from tests.units._house import House, a_house
from tests.units._walk import admin_patterns
from units.guide import help as helping
from units.guide import pages
from units.guide.help import help_for, reason_without

pytestmark = pytest.mark.clause("LD-4.2c")

ROLES = {
    "contributor",
    "board",
    "leader",
    "editorial_team",
    "standing_committee",
    "webmaster",
    "office",
    "feedback_officer",
}
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
#: All pictures together; the repository stays light.
MOST_BYTES = 1_000_000


def test_every_screen_has_help_or_a_reason_to_need_none() -> None:
    names = {name for name, _pattern in admin_patterns()}
    left = sorted(name for name in names if not help_for(name) and not reason_without(name))
    assert not left, f"say in guide_lines.py of their room what these screens are for: {left}"
    known = {*helping._helps, *helping._without}
    assert [name for name in known if not any(fnmatchcase(other, name) for other in names)] == []


def test_every_place_that_a_screen_leads_to_is_in_the_guide() -> None:
    assert [place for place in sorted(helping.places()) if pages.place(place) is None] == []


def test_the_guide_has_a_part_for_every_role() -> None:
    assert set().union(*(part.roles for part in pages.parts())) >= ROLES
    assert all(part.places and part.summary for part in pages.parts())
    addresses = [(part.code, place.anchor) for part in pages.parts() for place in part.places]
    assert len(addresses) == len(set(addresses))


def test_the_guide_calls_everything_as_the_screens_do() -> None:
    """What is bold in the guide is a label, so it has to be one: a label that is renamed is renamed here too."""
    texts = {translation(message).strip() for path in LOCALE_DIR.rglob("*.po") for message in messages(read(path))}
    labels = {text[:1].upper() + text[1:] for text in texts}
    bold = {(part.code, " ".join(found.split())) for part in pages.parts() for found in BOLD.findall(part.text)}
    assert bold
    assert sorted((code, label) for code, label in bold if label not in labels) == []


def test_the_pictures_of_the_guide_are_there_and_light() -> None:
    shown = {picture for part in pages.parts() for picture in part.pictures}
    found = {name: finders.find(f"{pages.PICTURES}/{name}") for name in shown}
    assert [name for name, path in found.items() if path is None] == []
    folder = Path(str(next(iter(found.values())))).parent
    assert {path.name for path in folder.iterdir()} == shown
    assert sum(path.stat().st_size for path in folder.iterdir()) < MOST_BYTES


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.mark.django_db
def test_a_screen_shows_its_line_and_the_way_to_its_place(house: House) -> None:
    page = house.client("contributor").get(reverse("wagtailadmin_home")).content.decode()
    place = pages.place("chung#trang-dau-va-danh-muc-ben-trai")
    assert place is not None
    assert str(help_for("wagtailadmin_home").line) in page  # type: ignore[union-attr]
    assert f'href="{reverse("guide:part", args=["chung"])}#{place.anchor}"' in page
    assert f"Hướng dẫn: {place.title}" in page


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "first"), [("board", "Ban biên tập"), ("office", "Văn phòng"), ("superuser", None)])
def test_the_parts_for_somebody_s_roles_come_first(house: House, who: str, first: str | None) -> None:
    page = house.client(who).get(reverse("guide:index")).content.decode()
    own, _head, others = page.rpartition('id="guide-others"')
    assert all(part.title in page for part in pages.parts())
    assert ('id="guide-own"' in own) is bool(first)
    assert first is None or first in own.partition('id="guide-own"')[2]
    assert "Việc chung" in others


@pytest.mark.django_db
def test_whoever_works_here_reads_every_part_and_nobody_else_does(house: House, client: Any) -> None:
    reader = house.client("contributor")
    for part in pages.parts():
        address = reverse("guide:part", args=[part.code])
        page = reader.get(address).content.decode()
        assert all(f'<h2 id="{place.anchor}">' in page for place in part.places)
        assert "<script>alert" not in page
        assert client.get(address).status_code == 302
        assert house.client("reader").get(address).status_code in (302, 403)
    assert reader.get(reverse("guide:part", args=["khong-co"])).status_code == 404


def test_html_in_the_text_of_the_guide_stays_text() -> None:
    part = pages.Part("x", "X", "", frozenset(), 1, "## Ảnh\n\n<script>alert(1)</script> ![Một ảnh](a.webp)")
    html = part.html()
    assert "<script>" not in html
    assert '<h2 id="anh">Ảnh</h2>' in html
