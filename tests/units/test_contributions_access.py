"""Whose figures a person sees, by whichever way they ask."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.contributions import ContributionFactory, local
from tests.factories.portal import bare_wagtail
from tests.factories.units import MembershipFactory, RoleFactory, UnitFactory, UserFactory
from units import calendar, provisioning
from units.contributions.menu import report_menu_item
from units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-6.1a")]

PERIOD = "span=month&month=10&year=2026"
SCREENS = ("contributions:index", "contributions:items")
EXPORTS = ("", "&export=csv", "&export=xlsx")
OURS, THEIRS = "Ban Tổ chức Tỉnh ủy", "Ban Nội chính Tỉnh ủy"


@pytest.fixture
def units() -> dict[str, Unit]:
    bare_wagtail()
    provisioning.provision_site()
    ours, theirs = UnitFactory(code="btctu", name=OURS), UnitFactory(code="bnctu", name=THEIRS)
    for unit, number in ((ours, 3), (theirs, 4)):
        for _n in range(number):
            ContributionFactory(
                unit=unit, title=f"Tin của {unit.name}", sections=[f"Mục {unit.name}"], published_at=local(2026, 10, 9)
            )
    return {"ours": ours, "theirs": theirs}


def person(role: str, unit: Unit | None, *capabilities: str, **membership: object):
    scope = Role.Scope.UNIT if unit else Role.Scope.SITE
    user = UserFactory()
    MembershipFactory(
        user=user, unit=unit, role=RoleFactory(code=role, scope=scope, capabilities=list(capabilities)), **membership
    )
    return user


def text_of(response) -> str:
    """All that a response says, spreadsheets included."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response["Content-Type"].startswith("application/vnd"):
        sheet = load_workbook(io.BytesIO(body)).active
        return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None)
    return body.decode()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize(
    "role", [("contributor", "write"), ("board", "write", "edit"), ("leader",), ("unit_admin", "members")]
)
def test_the_people_of_a_unit_see_their_own_and_nothing_of_another(client_of, units, screen, export, role):
    client = client_of(person(role[0], units["ours"], *role[1:]))
    said = text_of(client.get(f"{reverse(screen)}?{PERIOD}{export}"))
    assert OURS in said
    assert THEIRS not in said
    assert "bnctu" not in said


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize("asked", ["unit=bnctu", "unit=bnctu&unit=btctu", "unit=btctu&unit=bnctu"])
def test_no_parameter_reaches_another_units_rows(client_of, units, screen, export, asked):
    client = client_of(person("board", units["ours"], "edit"))
    said = text_of(client.get(f"{reverse(screen)}?{PERIOD}&{asked}{export}"))
    assert THEIRS not in said


@pytest.mark.parametrize("screen", SCREENS)
def test_asking_for_another_unit_is_refused_with_a_sentence(client_of, units, screen):
    client = client_of(person("board", units["ours"], "edit"))
    response = client.get(f"{reverse(screen)}?{PERIOD}&unit=bnctu&export=csv")
    assert response["Content-Type"].startswith("text/html")
    assert "bnctu" in str(response.context["form"].errors["unit"])


@pytest.mark.parametrize("screen", SCREENS)
def test_a_section_of_another_unit_is_neither_offered_nor_found(client_of, units, screen):
    client = client_of(person("board", units["ours"], "edit"))
    response = client.get(reverse(screen), {"span": "year", "year": "2026", "section": "Mục khác"})
    offered = [value for value, _label in response.context["form"].fields["section"].widget.choices]
    assert offered == ["", f"Mục {OURS}", "Mục khác"]
    before = client.get(reverse(screen), {"span": "month", "year": "2026", "month": "9"})
    assert [value for value, _label in before.context["form"].fields["section"].widget.choices] == [""]
    answer = client.get(reverse(screen), {"span": "year", "year": "2026", "section": f"Mục {THEIRS}", "export": "csv"})
    assert sum(f"Tin của {THEIRS}" in row for row in csv.reader(io.StringIO(text_of(answer)))) == 0


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize("who", ["superuser", "office"])
def test_whoever_follows_all_units_sees_them_all(client_of, units, screen, export, who):
    user = UserFactory(is_superuser=True) if who == "superuser" else person("office", None, "reports")
    said = text_of(client_of(user).get(f"{reverse(screen)}?{PERIOD}{export}"))
    assert OURS in said
    assert THEIRS in said


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("export", EXPORTS)
def test_a_site_role_without_the_capability_is_refused_with_a_sentence(client_of, units, screen, export):
    response = client_of(person("webmaster", None, "site_content")).get(f"{reverse(screen)}?{PERIOD}{export}")
    assert response.status_code == 403
    said = text_of(response)
    assert OURS not in said
    assert 'class="report-empty"' in said


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize("who", ["nobody", "no role", "role ended", "unit ended"])
def test_who_has_no_role_today_does_not_enter_at_all(client, client_of, units, *, screen, export, who):
    yesterday = calendar.today() - timedelta(days=1)
    if who == "no role":
        client = client_of(UserFactory())
    elif who == "role ended":
        client = client_of(person("board", units["ours"], "edit", valid_to=yesterday))
    elif who == "unit ended":
        client = client_of(person("board", units["ours"], "edit"))
        Unit.objects.filter(pk=units["ours"].pk).update(valid_to=yesterday)
    response = client.get(f"{reverse(screen)}?{PERIOD}{export}")
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("wagtailadmin_login"))


def test_the_capability_held_in_one_unit_opens_that_unit_only(client_of, units):
    client = client_of(person("leader", units["ours"], "reports"))
    said = text_of(client.get(f"{reverse('contributions:index')}?{PERIOD}"))
    assert OURS in said
    assert THEIRS not in said


def test_two_units_of_one_person_are_both_seen_and_a_third_is_not(client_of, units):
    third = UnitFactory(code="vptu", name="Văn phòng Tỉnh ủy")
    ContributionFactory(unit=third, published_at=local(2026, 10, 9))
    user = person("contributor", units["ours"], "write")
    MembershipFactory(user=user, unit=units["theirs"], role=Role.objects.get(code="contributor"))
    said = text_of(client_of(user).get(f"{reverse('contributions:index')}?{PERIOD}"))
    assert OURS in said
    assert THEIRS in said
    assert third.name not in said


def test_the_menu_shows_the_report_to_those_who_may_open_it(units):
    def is_shown(user) -> bool:
        request = RequestFactory().get("/")
        request.user = user
        return report_menu_item().is_shown(request)

    assert is_shown(UserFactory(is_superuser=True))
    assert is_shown(person("office", None, "reports"))
    assert is_shown(person("contributor", units["ours"], "write"))
    assert not is_shown(person("webmaster", None, "site_content"))
    assert not is_shown(UserFactory())
