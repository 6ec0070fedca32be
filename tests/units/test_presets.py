"""Regulations as data: what the two presets lay, that they lay it once, and what they say about mistakes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site, WorkflowPage

from home.models import HomePage, OrganisationSettings, SectionPage
from tests.factories.portal import SMALL_PRESET, Portal, a_portal, bare_wagtail
from tests.factories.units import UnitFactory
from units import presets
from units.models import Role, Unit, UnitIndexPage, UnitKind
from units.scoping import unit_at

LAYS_ITSELF = True
#: The sections of Lâm Đồng and the units that lead them.
LEADS = {
    "trung-uong-dang": ["vptu"],
    "tinh-uy-lam-dong": ["vptu"],
    "cong-tac-van-phong": ["vptu"],
    "xay-dung-dang": ["btctu"],
    "he-thong-chinh-tri-co-so": ["btctu", "bdvtu"],
    "cong-tac-tuyen-giao": ["btgtu"],
    "cong-tac-dan-van": ["bdvtu"],
    "cong-tac-kiem-tra-dang": ["ubkttu"],
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def lam_dong() -> None:
    bare_wagtail()
    presets.apply(presets.read("lam-dong"))


@pytest.fixture
def nam_dinh() -> None:
    bare_wagtail()
    presets.apply(presets.read("nam-dinh"))


@pytest.fixture
def edited(tmp_path: Path) -> Any:
    """Return a function that writes the small preset with one text replaced, and gives its path."""

    def write(old: str, new: str) -> Path:
        text = SMALL_PRESET.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "sai.toml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return write


def mistakes_of(path: Path) -> list[presets.Mistake]:
    with pytest.raises(presets.PresetError) as caught:
        presets.read(path)
    return caught.value.mistakes


@pytest.mark.clause("LD-3.1a", "LD-3.2", "LD-3.3", "LD-3.4", "LD-3.5")
@pytest.mark.usefixtures("lam_dong")
def test_each_section_of_lam_dong_has_the_leads_of_the_regulation() -> None:
    sections = {section.code: section for section in SectionPage.objects.all()}
    for code, leads in LEADS.items():
        assert [unit.code for unit in sections[code].lead_units()] == leads, code


@pytest.mark.clause("LD-3.1b", "LD-3.6")
@pytest.mark.usefixtures("lam_dong")
def test_every_unit_may_contribute_to_every_section_of_lam_dong() -> None:
    sections = SectionPage.objects.filter(takes_articles=True).count()
    for unit in Unit.objects.all():
        assert SectionPage.objects.open_to(unit).count() == sections


@pytest.mark.clause("LD-3.M")
@pytest.mark.usefixtures("lam_dong")
def test_one_command_builds_the_menu_of_lam_dong() -> None:
    home = Site.objects.get(is_default_site=True).root_page
    menu = home.get_children().filter(show_in_menus=True)
    regulation = ["Tin tức", "Chuyên mục", "Các Ban Đảng", "Các đảng ủy trực thuộc"]
    assert [page.title for page in menu] == [*regulation, "Tình huống thường gặp", "Hỏi – Đáp"]
    assert [page.title for page in menu.get(slug="chuyen-muc").get_children()] == [
        "Trung ương Đảng",
        "Tỉnh ủy Lâm Đồng",
        "Công tác Văn phòng",
        "Xây dựng Đảng",
        "Xây dựng hệ thống chính trị cơ sở",
        "Công tác tuyên giáo",
        "Công tác dân vận",
        "Công tác kiểm tra Đảng",
        "Thông tin chuyên đề",
    ]


@pytest.mark.clause("LD-3.6", "LD-3.M")
@pytest.mark.usefixtures("lam_dong")
def test_every_unit_has_its_page_in_the_directory_of_its_kind() -> None:
    below = {
        index.slug: [page.title for page in index.get_children()] for index in UnitIndexPage.objects.order_by("path")
    }
    assert below["cac-ban-dang"] == [
        "Văn phòng Tỉnh ủy",
        "Ban Tổ chức Tỉnh ủy",
        "Ban Tuyên giáo Tỉnh ủy",
        "Ban Dân vận Tỉnh ủy",
        "Ủy ban Kiểm tra Tỉnh ủy",
    ]
    assert "Huyện ủy Lạc Dương" in below["cac-dang-uy-truc-thuoc"]
    assert len(below["cac-dang-uy-truc-thuoc"]) == 9


@pytest.mark.clause("LD-5.1a", "LD-3.4")
@pytest.mark.usefixtures("lam_dong")
def test_the_route_of_lam_dong_is_the_units_own_board_and_the_lead_units() -> None:
    home = HomePage.objects.get()
    stages = [stage for task in home.get_workflow().tasks if not (stage := task.specific).only_kinds]
    assert [(stage.role.code, stage.scope) for stage in stages] == [("board", "unit"), ("board", "leads")]
    assert [stage.asks_checklist for stage in stages] == [True, False]
    assert UnitIndexPage.objects.first().get_workflow() == home.get_workflow()


@pytest.mark.clause("ND-5.2", "ND-5.4b", "ND-10.2c", "ND-10.3")
@pytest.mark.usefixtures("nam_dinh")
def test_the_route_of_nam_dinh_passes_leader_team_committee_and_webmaster() -> None:
    stages = [stage for task in HomePage.objects.get().get_workflow().tasks if not (stage := task.specific).only_kinds]
    assert [(stage.role.code, stage.scope) for stage in stages] == [
        ("leader", "unit"),
        ("editorial_team", "site"),
        ("standing_committee", "site"),
        ("webmaster", "site"),
    ]
    assert [stage.asks_grade for stage in stages] == [False, True, False, False]


@pytest.mark.clause("ND-1.2a")
@pytest.mark.usefixtures("nam_dinh")
def test_nam_dinh_knows_agencies_and_grassroots_organisations() -> None:
    agencies = Unit.objects.filter(kind__code="co-quan-tham-muu")
    assert [unit.code for unit in agencies] == ["vpduk", "btcduk", "btgduk", "ubktduk"]
    assert Unit.objects.get(code="chi-bo-kho-bac").kind.code == "chi-bo-co-so"
    assert Unit.objects.filter(kind__code="dang-bo-co-so").count() == 9


@pytest.mark.clause("ND-3.2")
@pytest.mark.usefixtures("nam_dinh")
def test_nam_dinh_comes_with_its_licence() -> None:
    assert "837/STTT-CNTT&TT" in OrganisationSettings.objects.get().licence


@pytest.mark.parametrize("name", ["lam-dong", "nam-dinh"])
def test_every_entry_of_a_preset_names_the_clause_it_comes_from(name: str) -> None:
    known = re.compile(r"(LD|ND)-[\d.a-zđM]+")
    for entries in presets.read(name).entries.values():
        for entry in entries:
            assert known.fullmatch(entry.clause)


@pytest.mark.parametrize("name", ["lam-dong", "nam-dinh"])
def test_what_stands_under_no_unit_belongs_to_the_managing_unit(name: str) -> None:
    bare_wagtail()
    presets.apply(presets.read(name))
    managing = Unit.objects.get(is_managing=True)
    for page in Page.objects.filter(depth__in=[2, 3]).specific():
        assert page.unit == managing
    for unit in Unit.objects.all():
        assert unit_at(unit.page.path) == unit
        assert unit.page.unit == unit


@pytest.mark.parametrize("name", ["lam-dong", "nam-dinh", SMALL_PRESET])
def test_applying_again_makes_nothing_twice(name: str | Path) -> None:
    bare_wagtail()
    assert presets.apply(presets.read(name)).made
    before = (Page.objects.count(), Unit.objects.count(), Role.objects.count(), WorkflowPage.objects.count())
    journal = presets.apply(presets.read(name))
    assert (journal.made, journal.kept) == ([], [])
    after = (Page.objects.count(), Unit.objects.count(), Role.objects.count(), WorkflowPage.objects.count())
    assert after == before


def test_the_welcome_page_gives_way_to_the_home_page() -> None:
    portal = a_portal()
    assert portal.site.root_page.specific == portal.home
    assert portal.home.live
    assert not Page.objects.filter(title="Welcome").exists()
    assert not any(Page.find_problems())


def test_a_site_with_content_of_its_own_is_left_alone() -> None:
    bare_wagtail()
    shown = Site.objects.get().root_page
    shown.add_child(instance=Page(title="Một trang có sẵn", slug="co-san"))
    with pytest.raises(presets.PresetRefused, match="Welcome"):
        presets.apply(presets.read(SMALL_PRESET))
    assert not UnitKind.objects.exists()
    assert Site.objects.get().root_page == shown


def test_what_an_administrator_changed_stays_and_is_reported() -> None:
    portal = a_portal()
    unit = portal.city
    unit.name = "Thành ủy Đà Lạt mới"
    unit.save()
    role = Role.objects.get(code="leader")
    role.capabilities = ["write", "edit"]
    role.save()
    journal = presets.apply(presets.read(SMALL_PRESET))
    unit.refresh_from_db()
    role.refresh_from_db()
    assert unit.name == "Thành ủy Đà Lạt mới"
    assert role.capabilities == ["write", "edit"]
    assert len(journal.kept) == 2
    assert any("Thành ủy Đà Lạt mới" in sentence and "da-lat" in sentence for sentence in journal.kept)


def test_a_preset_adds_what_is_missing_later(edited: Any) -> None:
    a_portal()
    new = '[[units]]\ncode = "bao-loc"\nname = "Thành ủy Bảo Lộc"\nkind = "dang-uy"\nclause = "LD-3.6"\n\n[[roles]]'
    journal = presets.apply(presets.read(edited("[[roles]]", new)))
    assert len(journal.made) == 1
    assert Unit.objects.get(code="bao-loc").page.live


def test_a_dry_run_says_everything_and_changes_nothing() -> None:
    bare_wagtail()
    tried = presets.apply(presets.read(SMALL_PRESET), dry_run=True)
    assert not Unit.objects.exists()
    assert not HomePage.objects.exists()
    assert presets.apply(presets.read(SMALL_PRESET)) == tried


@pytest.mark.parametrize(
    ("change", "line", "found", "expected"),
    [
        (('kind = "ban-dang"\nmanaging', 'kind = "ban-dag"\nmanaging'), 'kind = "ban-dag"', "ban-dag", "ban-dang"),
        (('role = "board"', 'role = "bord"'), 'role = "bord"', "bord", "board"),
        (('leads = ["vptu"]', 'leads = ["vpt"]'), 'leads = ["vpt"]', "vpt", "vptu"),
        (('kinds = ["dang-uy"]', 'kinds = "dang-uy"'), 'kinds = "dang-uy"', "dang-uy", ""),
        (('capabilities = ["members"]', 'capabilities = ["people"]'), 'capabilities = ["people"]', "people", "members"),
        (("managing = true", 'managing = "true"'), 'managing = "true"', "true", ""),
        (("managing = true", "manging = true"), "manging = true", "manging", "managing"),
        (('code = "da-lat"', 'code = "Đà Lạt"'), 'code = "Đà Lạt"', "Đà Lạt", ""),
        (('code = "da-lat"', 'code = "da-lat"\nparent = "da-lat"'), 'parent = "da-lat"', "da-lat", "vptu"),
        (('code = "btgtu"', 'code = "vptu"'), 'code = "vptu"', "vptu", ""),
        (('title = "Tin tức"\n', ""), "[[sections]]", "title", ""),
        (('title = "Tin tức"', 'title = ""'), 'title = ""', "“”", ""),
        (('scope = "unit"\n\n[[sections]]', 'scope = "site"\n\n[[sections]]'), 'scope = "site"', "site", "board"),
        (("[menu]", "[thuc-don]"), "[thuc-don]", "thuc-don", "menu"),
        (('"dang-uy"\nclause = "LD-3.6"', '"dang-uy\nclause = "LD-3.6"'), 'kind = "dang-uy', "dang-uy", "TOML"),
    ],
)
def test_a_mistake_is_named_with_its_line_what_stood_there_and_what_was_expected(
    edited: Any, change: tuple[str, str], line: str, found: str, expected: str
) -> None:
    path = edited(*change)
    named = mistakes_of(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    hits = [mistake for mistake in named if lines[mistake.line - 1] == line and found in mistake.found]
    assert hits
    assert any(expected in mistake.expected for mistake in hits)


def test_every_mistake_is_named_in_one_go_and_nothing_is_applied(edited: Any) -> None:
    bare_wagtail()
    path = edited('role = "board"', 'role = "bord"')
    text = path.read_text(encoding="utf-8").replace('order = ["tin-tuc"', 'order = ["tin-tucs"')
    path.write_text(text.replace('scope = "site"', 'scope = "sites"'), encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        call_command("preset", str(path))
    sentences = str(caught.value).splitlines()
    # One for each role of the site, the stage and the menu.
    assert len(sentences) == text.count('scope = "site"') + 2
    assert all(sentence.startswith("sai.toml") for sentence in sentences)
    assert not UnitKind.objects.exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("managing = true\n", ""),
        ('short_name = "Ban Tuyên giáo"', "managing = true"),
        ('kinds = ["dang-uy"]', "kinds = []"),
    ],
)
def test_a_portal_needs_one_managing_unit_and_a_page_for_each_unit(edited: Any, old: str, new: str) -> None:
    assert len(mistakes_of(edited(old, new))) == 1


@pytest.mark.parametrize("name", ["khong-co", "tests"])
def test_a_preset_that_does_not_exist_is_named_with_those_that_do(name: str) -> None:
    with pytest.raises(CommandError, match="lam-dong, nam-dinh"):
        call_command("preset", name)


def test_the_command_prints_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    bare_wagtail()
    call_command("preset", str(SMALL_PRESET), "--dry-run")
    tried = capsys.readouterr().out
    assert "Thành ủy Đà Lạt" in tried
    call_command("preset", str(SMALL_PRESET))
    assert capsys.readouterr().out.splitlines()[:-1] == tried.splitlines()[:-1]
    call_command("preset", str(SMALL_PRESET))
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.clause("LD-2")
def test_a_unit_of_a_new_kind_needs_no_code() -> None:
    portal: Portal = a_portal()
    kind = UnitKind.objects.create(code="truong-chinh-tri", name="Trường chính trị", order=90)
    UnitIndexPage.objects.get(slug="cac-ban-dang").kinds.add(kind)
    index = UnitIndexPage.objects.get(slug="cac-ban-dang")
    index.kinds.add(kind)
    index.save()
    school = UnitFactory(code="truong", name="Trường Chính trị tỉnh", kind=kind)
    assert school.page.get_parent().specific == index
    portal.member("board", school)
    contributor = portal.member("contributor", school)
    assert school.page.permissions_for_user(contributor).can_add_subpage()
    assert portal.news in SectionPage.objects.open_to(school)
