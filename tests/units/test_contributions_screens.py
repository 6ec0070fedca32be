"""The report on the screen: its form, its figures with what stands behind them, its drawing and what it costs."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from tests.factories.contributions import (
    SECTIONS,
    ContributionAuthorFactory,
    ContributionFactory,
    fill_ledger,
    local,
    many_units,
)
from tests.factories.units import MembershipFactory, RoleFactory, UnitFactory, UserFactory
from units import provisioning
from units.contributions import chart
from units.contributions.figures import figures
from units.contributions.readers import reach_of
from units.contributions.views import IndexView, ItemsView
from units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-6.1a")]

INDEX, ITEMS = "contributions:index", "contributions:items"


@pytest.fixture
def units() -> list[Unit]:
    return many_units(3)


@pytest.fixture
def superuser():
    return UserFactory(is_superuser=True)


@pytest.fixture
def ask(client_of, superuser):
    client = client_of(superuser)
    return lambda name, **asked: client.get(reverse(name), asked)


def links(response) -> list[tuple[str, int]]:
    """Every figure of the table: its address and its number."""
    found = re.findall(r'<a href="([^"]+)" aria-label="[^"]*"[^>]*>([\d.]+)</a>', response.content.decode())
    return [(unescape(url), int(number.replace(".", ""))) for url, number in found]


def test_the_report_opens_with_the_current_month(units, ask, time_machine):
    time_machine.move_to(local(2026, 10, 31, 23, 59))
    ContributionFactory(unit=units[0], published_at=local(2026, 10, 1, 0, 0))
    ContributionFactory(unit=units[0], published_at=local(2026, 9, 30, 23, 59, 59))
    response = ask(INDEX)
    assert response.status_code == 200
    assert response.context["table"]["total"]["count"] == 1
    assert "10/2026" in response.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"span": "month", "month": "10", "year": "2026"},
        {"span": "quarter", "quarter": "4", "year": "2026", "origin": "own"},
        {"span": "year", "year": "2026", "section": SECTIONS[3]},
        {"span": "days", "first": "01/10/2026", "last": "31/10/2026", "timely": "no"},
        {"span": "month", "month": "10", "year": "2026", "kind": "news", "unit": "co-so-0"},
    ],
)
def test_every_number_opens_as_many_rows_as_it_says(units, ask, client_of, superuser, asked):
    fill_ledger(units, 90, [local(2026, 9, 30, 23, 59, 59), local(2026, 10, 1, 0, 0), local(2026, 10, 31, 23, 59)])
    found = links(ask(INDEX, **asked))
    assert found
    client = client_of(superuser)
    for url, number in found:
        assert client.get(url).context["page"].paginator.count == number


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"span": "decade"}, "span"),
        ({"span": "month", "month": "13"}, "month"),
        ({"span": "month", "month": "x"}, "month"),
        ({"span": "month", "month": ""}, "month"),
        ({"span": "quarter", "quarter": "5"}, "quarter"),
        ({"span": "year", "year": ""}, "year"),
        ({"span": "year", "year": "hai nghìn"}, "year"),
        ({"span": "year", "year": "1999"}, "year"),
        ({"span": "year", "year": "9999"}, "year"),
        ({"span": "year", "year": "9" * 5000}, "year"),
        ({"span": "days"}, "first"),
        ({"span": "days", "first": "31/02/2026", "last": "01/03/2026"}, "first"),
        ({"span": "days", "first": "01/01/0001", "last": "31/12/9999"}, "last"),
        ({"span": "days", "first": "02/10/2026", "last": "01/10/2026"}, "last"),
        ({"unit": "khong-co"}, "unit"),
        ({"unit": "9" * 400}, "unit"),
        ({"kind": "<script>alert(1)</script>"}, "kind"),
        ({"origin": "stolen"}, "origin"),
        ({"timely": "perhaps"}, "timely"),
        ({"section": "x" * 300}, "section"),
        ({"section": "a\x00b"}, "section"),
    ],
    ids=lambda value: str(value)[:40],
)
@pytest.mark.parametrize("name", [INDEX, ITEMS])
@pytest.mark.parametrize("export", ["", "xlsx"])
def test_a_bad_value_gets_a_sentence_and_what_was_typed_stays(units, ask, name, *, asked, field, export):
    response = ask(name, **asked, export=export)
    assert response.status_code == 200
    form = response.context["form"]
    assert field in form.errors
    typed = asked.get(field, "")
    text = unescape(response.content.decode()).replace("\x00", "")
    assert str(form.errors[field][0]) in text
    assert typed.replace("\x00", "") in text
    assert "<script>alert(1)</script>" not in response.content.decode()
    assert "table" not in response.context


def test_fields_of_another_kind_of_period_are_forgiven(units, ask):
    response = ask(INDEX, span="year", year="2026", month="13", quarter="9", first="hôm qua", last="")
    assert response.context["form"].is_valid()


def test_an_unknown_file_format_is_refused_with_a_sentence(units, ask):
    response = ask(INDEX, export="exe")
    assert response["Content-Type"].startswith("text/html")
    assert response.context["form"].non_field_errors()


@pytest.mark.parametrize("page", ["0", "-1", "99", "abc", "9" * 50])
def test_any_page_number_shows_a_page(units, ask, page):
    fill_ledger(units, 60, [local(2026, 10, 3)])
    assert len(ask(ITEMS, span="year", year="2026", p=page).context["entries"]) in (10, 50)


def test_a_persons_own_time_zone_moves_no_item_to_another_day(units, ask, superuser):
    UserProfile.objects.create(user=superuser, current_time_zone="America/Los_Angeles")
    ContributionFactory(unit=units[0], published_at=local(2026, 10, 1, 0, 0), approved_at=local(2026, 9, 30, 16, 30))
    asked = {"span": "month", "month": "10", "year": "2026"}
    assert ask(INDEX, **asked).context["table"]["total"]["count"] == 1
    text = ask(ITEMS, **asked).content.decode()
    assert "01/10/2026 00:00" in text
    assert "30/09/2026 16:30" in text


def test_a_row_says_who_wrote_what_share_who_approved_and_when(units, ask, superuser):
    approver = UserFactory(last_name="Trần Văn", first_name="Duyệt")
    row = ContributionFactory(
        unit=units[0],
        unit_name="Tên đơn vị khi ấy",
        title="Tên bài <b>khi</b> ấy",
        approver=approver,
        submitted_at=local(2026, 10, 13, 8, 5),
        approved_at=local(2026, 10, 14, 16, 30),
        published_at=local(2026, 10, 15, 7, 0),
    )
    ContributionAuthorFactory(contribution=row, name="Lê Văn An", share=60)
    ContributionAuthorFactory(contribution=row, name="Phạm Thị Bình", share=40)
    text = ask(ITEMS, span="year", year="2026").content.decode()
    for said in (
        "Tên đơn vị khi ấy",
        "Tên bài &lt;b&gt;khi&lt;/b&gt; ấy",
        "Lê Văn An (60 %), Phạm Thị Bình (40 %)",
        "Trần Văn Duyệt",
        "14/10/2026",
        "13/10/2026 08:05",
        "14/10/2026 16:30",
        "15/10/2026 07:00",
    ):
        assert said in text


def test_a_row_links_to_the_item_as_far_as_the_person_may_open_it(units, client_of):
    provisioning.provision_site()
    home = Page.objects.get(slug="home")
    public = home.add_child(instance=Page(title="Công khai", slug="cong-khai"))
    hidden = home.add_child(instance=Page(title="Đã gỡ", slug="da-go", live=False))
    pages = ContentType.objects.get_for_model(Page)
    for item in (public.pk, hidden.pk, 987_654):
        ContributionFactory(unit=units[0], item_type=pages, item_id=item)
    follower = UserFactory()
    MembershipFactory(user=follower, unit=None, role=RoleFactory(code="office", scope="site", capabilities=["reports"]))

    def addresses(user) -> set[tuple[str, str]]:
        response = client_of(user).get(reverse(ITEMS), {"span": "year", "year": "2026"})
        return {(entry.edit_url, entry.public_url) for entry in response.context["entries"]}

    edit = {pk: reverse("wagtailadmin_pages:edit", args=[pk]) for pk in (public.pk, hidden.pk)}
    assert addresses(UserFactory(is_superuser=True)) == {
        (edit[public.pk], "/cong-khai/"),
        (edit[hidden.pk], ""),
        ("", ""),
    }
    assert addresses(follower) == {("", "/cong-khai/"), ("", "")}


class TestDrawing:
    def drawn(self, response) -> ElementTree.Element:
        svg = re.search(r'<svg class="report-chart".*?</svg>', response.content.decode(), re.S)[0]
        return ElementTree.fromstring(svg)  # noqa: S314  (our own drawing)

    def test_it_names_itself_and_says_in_words_what_it_shows(self, units, ask):
        fill_ledger(units, 30, [local(2026, 10, 3)])
        response = ask(INDEX, span="month", month="10", year="2026")
        svg = self.drawn(response)
        space = {"s": "http://www.w3.org/2000/svg"}
        assert svg.get("role") == "img"
        named = {element.get("id") for element in [*svg.findall("s:title", space), *svg.findall("s:desc", space)]}
        assert set(svg.get("aria-labelledby").split()) == named
        table = figures(reach_of(UserFactory.build(is_superuser=True)), response.context["selection"])
        for line in table.lines:
            assert f"{line.name}: {line.total}" in svg.find("s:desc", space).text

    def test_it_has_no_inline_style_and_whole_numbers_only(self, units, ask):
        fill_ledger(units, 31, [local(2026, 10, 3)])
        svg = self.drawn(ask(INDEX, span="month", month="10", year="2026"))
        assert all("style" not in element.attrib for element in svg.iter())
        for bar in svg.iter("{http://www.w3.org/2000/svg}rect"):
            assert re.fullmatch(r"\d+%", bar.get("width"))

    def test_one_unit_is_drawn_by_kinds(self, units, ask):
        ContributionFactory(unit=units[0], kind="video")
        drawing = ask(INDEX, span="month", month="10", year="2026", unit=units[0].code).context["chart"]
        assert [bar.count for bar in drawing.bars] == [1]
        assert units[0].name in drawing.title

    def test_the_units_without_a_bar_are_summed_up_in_words(self, ask):
        fill_ledger(many_units(20), 200, [local(2026, 10, 3)])
        drawing = ask(INDEX, span="month", month="10", year="2026").context["chart"]
        assert len(drawing.bars) == chart.SHOWN
        left = 200 - sum(bar.count for bar in drawing.bars)
        assert left > 0
        assert drawing.rest.endswith(f": {left}")
        assert drawing.rest in drawing.description

    def test_nothing_to_draw_is_said_in_words(self, units, ask):
        response = ask(INDEX, span="year", year="2025")
        assert response.context["chart"] is None
        assert "report-empty" in response.content.decode()
        assert "report-chart" not in response.content.decode()


class TestCost:
    """The number of queries does not grow with the ledger; the report's own count apart from the admin's frame."""

    @staticmethod
    def answered(view, user, **asked: str) -> int:
        request = RequestFactory().get("/", asked)
        request.user = user
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert view.as_view()(request).status_code == 200
        return len(queries)

    @pytest.mark.parametrize("view", [IndexView, ItemsView])
    def test_the_report_costs_the_same_at_200_rows_and_at_2000(self, view, client_of):
        follower = UserFactory()
        units = many_units(12)
        provisioning.provision_site()
        MembershipFactory(
            user=follower, unit=None, role=RoleFactory(code="office", scope="site", capabilities=["reports"])
        )
        asked = {"span": "year", "year": "2026", "section": SECTIONS[0], "origin": "own"}
        moments = [local(2026, month, 3) for month in range(1, 13)]
        fill_ledger(units, 200, moments)
        self.answered(view, follower, **asked)
        first = self.answered(view, follower, **asked)
        fill_ledger(units, 1800, moments, start=200)
        second = self.answered(view, follower, **asked)
        assert first == second <= 12

    def test_the_whole_page_costs_the_same_at_200_rows_and_at_2000(self, client_of, superuser):
        units, client, url = many_units(12), client_of(superuser), f"{reverse(INDEX)}?span=year&year=2026"
        counts = []
        for start, number in ((0, 200), (200, 1800)):
            fill_ledger(units, number, [local(2026, 10, 3)], start=start)
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_the_figures_are_one_group_by(self, client_of, superuser):
        fill_ledger(many_units(5), 100, [local(2026, 10, 3)])
        with CaptureQueriesContext(connection) as queries:
            client_of(superuser).get(reverse(INDEX), {"span": "year", "year": "2026"})
        grouped = [query for query in queries if "GROUP BY" in query["sql"] and "units_contribution" in query["sql"]]
        assert len(grouped) == 1


def test_the_region_of_the_table_can_be_reached_and_scrolled_with_the_keyboard(units, ask):
    ContributionFactory(unit=UnitFactory())
    for name in (INDEX, ITEMS):
        assert (
            'class="report-region" role="region" aria-labelledby="report-heading" tabindex="0"'
            in ask(name, span="year", year="2026").content.decode()
        )
