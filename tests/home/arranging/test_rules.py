"""Who may arrange which section: the lead units of the regulation and nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from home.arranging.rules import arrangeable_by, may_arrange, refusal
from home.models import SectionLead, SectionPage
from tests.factories.portal import a_portal, bare_wagtail
from tests.factories.units import MembershipFactory, UserFactory
from units import presets
from units.calendar import today
from units.models import Role, Unit

LAYS_ITSELF = True
pytestmark = pytest.mark.django_db

#: Who leads what, as LD-3.1a to LD-3.5 say; an affiliated committee leads its own page and none of these (LD-3.6).
LAM_DONG = {
    "vptu": {"trung-uong-dang", "tinh-uy-lam-dong", "cong-tac-van-phong", "thong-tin-chuyen-de"},
    "btctu": {"xay-dung-dang", "he-thong-chinh-tri-co-so"},
    "btgtu": {"cong-tac-tuyen-giao"},
    "bdvtu": {"cong-tac-dan-van", "he-thong-chinh-tri-co-so"},
    "ubkttu": {"cong-tac-kiem-tra-dang"},
}
CONTROLLING = ("board", "leader")


def person(role: str, unit: Unit | None = None, **dates: Any) -> Any:
    user = UserFactory()
    MembershipFactory(user=user, role=Role.objects.get(code=role), unit=unit, **dates)
    return user


def arranged_by(user: Any) -> set[str]:
    return set(arrangeable_by(user).values_list("code", flat=True))


@pytest.mark.clause("LD-3.1a", "LD-3.1b", "LD-3.2", "LD-3.3", "LD-3.4", "LD-3.5", "LD-3.6")
def test_each_unit_of_lam_dong_arranges_exactly_the_sections_the_regulation_gives_it():
    bare_wagtail()
    presets.apply(presets.read("lam-dong"))
    wrong = []
    for unit in Unit.objects.all():
        for role in ("contributor", "board", "leader", "unit_admin"):
            due = LAM_DONG.get(unit.code, set()) if role in CONTROLLING else set()
            if (found := arranged_by(person(role, unit))) != due:
                wrong.append((unit.code, role, found))
    assert wrong == []
    assert [role.code for role in Role.objects.filter(scope="site") if arranged_by(person(role.code))] == []


@pytest.mark.clause("LD-3.4")
def test_a_section_with_two_lead_units_asks_any_of_them_unless_it_is_set_to_all():
    bare_wagtail()
    presets.apply(presets.read("lam-dong"))
    section = SectionPage.objects.get(code="he-thong-chinh-tri-co-so")
    assert [unit.code for unit in section.lead_units()] == ["btctu", "bdvtu"]
    assert section.leads_approve == "any"
    SectionPage.objects.filter(pk=section.pk).update(leads_approve="all")
    journal = presets.apply(presets.read("lam-dong"))
    assert SectionPage.objects.get(pk=section.pk).leads_approve == "all"
    assert "he-thong-chinh-tri-co-so" in str(journal)


@pytest.mark.clause("LD-3.4")
def test_the_form_of_a_section_offers_whose_approval_counts(client):
    portal = a_portal()
    client.force_login(portal.member("office"))
    page = client.get(f"/quan-tri/pages/{portal.news.pk}/edit/").content.decode()
    assert 'name="leads_approve"' in page
    assert page.index("id_leads-") < page.index('name="leads_approve"')


def test_in_nam_dinh_leaders_arrange_what_their_unit_leads_and_propaganda_arranges_all():
    bare_wagtail()
    presets.apply(presets.read("nam-dinh"))
    every = set(SectionPage.objects.filter(takes_articles=True).values_list("code", flat=True))
    inspectors = Unit.objects.get(code="ubktduk")
    assert arranged_by(person("leader", inspectors)) == {"trao-doi-nghiep-vu"}
    assert arranged_by(person("contributor", inspectors)) == set()
    assert arranged_by(person("leader", Unit.objects.get(code="so-y-te"))) == set()
    assert arranged_by(person("propaganda")) == every
    assert [code for code in ("editorial_team", "webmaster", "office", "sysadmin") if arranged_by(person(code))] == []


@pytest.mark.clause("LD-3.1b", "LD-3.6")
def test_a_contributing_unit_files_articles_there_and_arranges_nothing():
    portal = a_portal()
    assert portal.office in portal.propaganda_work.contributors.all()
    assert portal.propaganda_work in SectionPage.objects.open_to(portal.office)
    assert not may_arrange(person("board", portal.office), portal.propaganda_work)
    assert {portal.news, portal.office_work} <= set(SectionPage.objects.open_to(portal.city))
    assert arranged_by(person("board", portal.city)) == set()


def test_the_right_ends_with_the_membership_and_with_the_account():
    portal = a_portal()
    yesterday = today() - timedelta(days=1)
    assert may_arrange(person("board", portal.office), portal.office_work)
    assert not may_arrange(person("board", portal.office, valid_to=yesterday), portal.office_work)
    assert not may_arrange(person("board", portal.office, valid_from=today() + timedelta(days=1)), portal.office_work)
    closed = person("board", portal.office)
    closed.is_active = False
    closed.save()
    assert not may_arrange(closed, portal.office_work)


def test_a_superuser_holds_every_capability_and_a_new_lead_unit_has_the_right_at_once():
    portal = a_portal()
    board = person("board", portal.city)
    assert may_arrange(UserFactory(is_superuser=True), portal.news)
    assert not may_arrange(board, portal.news)
    SectionLead.objects.create(section=portal.news, unit=portal.city)
    assert may_arrange(board, portal.news)


def test_a_refusal_names_who_may_and_nobody_where_no_unit_leads():
    portal = a_portal()
    board = person("board", portal.city)
    sentence = refusal(board, portal.propaganda_work)
    assert portal.propaganda.name in sentence
    assert portal.propaganda_work.title in sentence
    assert portal.news.title in refusal(board, portal.news)
    assert refusal(person("board", portal.propaganda), portal.propaganda_work) is None
