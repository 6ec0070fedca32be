"""The screens of the routes: listed, drawn, tried, changed after a preview, ended; closed to everybody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.units._house import House, a_house
from tests.units.approval._routes import lend
from units.approval import routes
from units.approval.models import Route
from units.approval.route_menu import routes_menu_item
from units.approval.routes import Stage, Terms
from units.calendar import today
from units.messages.models import Message
from units.stock_views import GATES, without_stock_workflows

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
DECISION = "Quyết định số 15-QĐ/TU"


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def general(house: House) -> Route:
    return Route.objects.get(unit=None)


@pytest.fixture
def office(house: House) -> Client:
    return house.client("office")


def row(number: int, **fields: Any) -> dict[str, Any]:
    """What a browser posts of one stage; the lists as lists."""
    given = {"name": f"Bước {number + 1}", "role": "board", "scope": "unit", "approvals": "1", "ORDER": "", **fields}
    return {f"stages-{number}-{name}": value for name, value in given.items() if value is not None}


def posted(*rows: dict[str, Any], initial: int = 1, **fields: Any) -> dict[str, Any]:
    terms = {"name": "Quy trình mới", "valid_from": f"{today():%d/%m/%Y}", "decision": DECISION, "days": "7"}
    counts = {"stages-TOTAL_FORMS": str(len(rows)), "stages-INITIAL_FORMS": str(initial)}
    follows = str(Route.objects.filter(unit=None).latest("pk").pk)
    data: dict[str, Any] = {**terms, "warns_days": "2", **counts, "follows": follows, **fields}
    for each in rows:
        data |= each
    return data


def save(client: Client, url: str, data: dict[str, Any]) -> Any:
    """Preview, then save what was previewed."""
    preview = client.post(url, {**data, "preview": "1"})
    assert preview.status_code == 200, preview.context["version"].stages.errors
    return client.post(url, {**data, "seal": preview.context["seal"], "save": "1"})


def edit_url(route: Route) -> str:
    return reverse("routes:edit", args=[route.pk])


@pytest.mark.clause("ND-5.3c")
@pytest.mark.parametrize("person", ["contributor", "board", "leader", "unit_admin", "committee"])
def test_only_who_keeps_the_register_comes_in(house: House, general: Route, person: str) -> None:
    client = house.client(person)
    for name, arguments in (("index", []), ("route", [general.pk]), ("edit", [general.pk]), ("end", [general.pk])):
        answer = client.get(reverse(f"routes:{name}", args=arguments))
        assert answer.status_code == 403
        assert answer.context["refusal"]
    before = list(Route.objects.values())
    assert client.post(edit_url(general), posted(row(0), save="1")).status_code == 403
    assert client.post(reverse("routes:add") + f"?unit={house.ours.code}", posted(row(0))).status_code == 403
    assert list(Route.objects.values()) == before
    assert not routes_menu_item().is_shown(answer.wsgi_request)


def test_the_list_tells_what_holds_is_planned_and_has_been(house: House, general: Route, office: Client) -> None:
    # As if it had been laid a year ago, so that another one follows it today.
    Route.objects.filter(pk=general.pk).update(valid_from=today() - 365 * DAY)
    routes.lay("Từ hôm nay", [Stage("Một", "board", "unit")], None, Terms(decision=DECISION))
    routes.lay("Riêng của Văn phòng", [Stage("Hai", "board", "unit")], house.ours, Terms(valid_from=today() + DAY))
    answer = office.get(reverse("routes:index"))
    found = {name: [r.route.name for r in answer.context[name]] for name in ("in_force", "planned", "past")}
    assert found == {"in_force": ["Từ hôm nay"], "planned": ["Riêng của Văn phòng"], "past": [general.name]}
    text = answer.content.decode()
    assert DECISION in text
    assert f"{today() - DAY:%d/%m/%Y}" in text
    assert house.ours not in answer.context["units"]
    assert routes_menu_item().is_shown(answer.wsgi_request)


@pytest.mark.clause("LD-5.1a", "ND-5.4b")
def test_a_route_is_drawn_and_tried_on_an_example(house: House, general: Route, office: Client) -> None:
    lend(house.board, house.leader)
    url = reverse("routes:route", args=[general.pk])
    assert "trial" not in office.get(url).context
    section = house.portal.propaganda_work.code
    example = {"unit": house.ours.code, "kind": "news", "origin": "own", "sections": [section]}
    text = office.get(url, example).content.decode()
    assert general.stages.first().name in text
    for person in (house.board, house.second_board, house.leader):
        assert person.get_full_name() in text
    lonely = office.get(url, {**example, "unit": house.boardless.code})
    assert lonely.context["trial"].steps[0].asked[0].missing in lonely.content.decode()
    wrong = office.get(url, {**example, "unit": "khong-co", "kind": "la"})
    assert wrong.status_code == 200
    assert set(wrong.context["form"].errors) == {"unit", "kind"}


@pytest.mark.clause("ND-5.3c", "ND-5.4b", "ND-10.3")
def test_another_version_is_previewed_saved_and_told(house: House, general: Route, office: Client) -> None:
    first = row(0, name="Ban biên tập duyệt", ORDER="2", limit_hours="24", asks_checklist="on")
    second = row(
        1,
        name="Thường trực duyệt",
        role="standing_committee",
        scope="site",
        ORDER="1",
        only_kinds=["news"],
        tells=["leader"],
    )
    data = posted(first, second, row(2, name="", role=""))
    preview = office.post(edit_url(general), {**data, "preview": "1"})
    assert [stage.name for stage in preview.context["drawn"]] == ["Thường trực duyệt", "Ban biên tập duyệt"]
    assert preview.context["changes"]
    assert Route.objects.count() == 1
    answer = save(office, edit_url(general), data)
    laid = Route.objects.latest("pk")
    assert answer.url == reverse("routes:route", args=[laid.pk])
    committee, board = laid.stages
    assert (committee.only_kinds, committee.tells, committee.limit_hours) == (["news"], ["leader"], None)
    assert (board.asks_checklist, board.limit_hours, board.may_edit) == (True, 24, False)
    assert laid.decision == DECISION
    assert routes.in_force_for(house.ours) == laid
    message = Message.objects.get(item_id=str(laid.pk))
    assert message.recipient == house.superuser
    assert message.url == answer.url


def test_a_stage_is_taken_out_and_another_row_follows(general: Route, office: Client) -> None:
    data = posted(row(0, DELETE="on"), row(1, name="Một"), row(2, name="Hai"))
    preview = office.post(edit_url(general), {**data, "preview": "1"})
    assert [stage.name for stage in preview.context["drawn"]] == ["Một", "Hai"]
    # Three rows are filled, so that two empty ones follow them again.
    assert len(preview.context["version"].stages.forms) == 5
    save(office, edit_url(general), data)
    assert [stage.name for stage in Route.objects.latest("pk").stages] == ["Một", "Hai"]


@pytest.mark.parametrize(
    ("stage", "field"),
    [
        ({"scope": "site"}, "scope"),
        ({"role": "standing_committee", "scope": "leads"}, "scope"),
        ({"approvals": "0"}, "approvals"),
        ({"approvals": "6"}, "approvals"),
        ({"limit_hours": "-1"}, "limit_hours"),
        ({"name": ""}, "name"),
        ({"role": "khong-co"}, "role"),
        ({"only_kinds": ["la"]}, "only_kinds"),
    ],
)
def test_a_wrong_stage_is_told_beside_its_field(
    general: Route, office: Client, stage: dict[str, Any], field: str
) -> None:
    answer = office.post(edit_url(general), posted(row(0, **stage), preview="1"))
    assert answer.status_code == 422
    assert set(answer.context["version"].stages.errors[0]) == {field}
    assert 'value="Quy trình mới"' in answer.content.decode()
    assert Route.objects.count() == 1


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"valid_from": f"{today() - DAY:%d/%m/%Y}"}, "valid_from"),
        ({"valid_from": "mai"}, "valid_from"),
        ({"decision": ""}, "decision"),
        ({"days": "0"}, "days"),
        ({"warns_days": "31"}, "warns_days"),
        ({"name": " "}, "name"),
    ],
)
def test_wrong_terms_are_told_beside_their_field(
    general: Route, office: Client, terms: dict[str, str], field: str
) -> None:
    answer = office.post(edit_url(general), posted(row(0), preview="1", **terms))
    assert answer.status_code == 422
    assert set(answer.context["version"].terms.errors) == {field}


def test_a_route_keeps_one_stage_and_names_tell_stages_apart(general: Route, office: Client) -> None:
    for rows in ([row(0, DELETE="on")], [row(0, name="Một"), row(1, name="Một")]):
        answer = office.post(edit_url(general), posted(*rows, preview="1"))
        assert answer.status_code == 422
        assert answer.context["version"].stages.non_form_errors()


def test_a_form_without_its_counts_is_refused_with_a_sentence(general: Route, office: Client) -> None:
    answer = office.post(edit_url(general), {"preview": "1", "name": "Quy trình mới"})
    assert answer.status_code == 422
    assert answer.context["version"].stages.non_form_errors()


def test_a_planned_version_refuses_an_earlier_one(general: Route, office: Client) -> None:
    routes.lay("Kế hoạch", [Stage("Một", "board", "unit")], None, Terms(valid_from=today() + 5 * DAY))
    answer = office.post(edit_url(general), posted(row(0), preview="1"))
    assert set(answer.context["version"].terms.errors) == {"valid_from"}


@pytest.mark.clause("ND-5.3c")
def test_nothing_is_saved_that_was_not_previewed(general: Route, office: Client) -> None:
    data = posted(row(0))
    assert office.post(edit_url(general), {**data, "save": "1"}).context["warning"]
    seal = office.post(edit_url(general), {**data, "preview": "1"}).context["seal"]
    changed = office.post(edit_url(general), {**data, "stages-0-approvals": "2", "seal": seal, "save": "1"})
    assert changed.context["warning"]
    planned = posted(row(0), valid_from=f"{today() + 5 * DAY:%d/%m/%Y}")
    seal = office.post(edit_url(general), {**planned, "preview": "1"}).context["seal"]
    routes.lay("Của người khác", [Stage("Một", "board", "unit")], None, Terms(valid_from=today() + 5 * DAY))
    assert office.post(edit_url(general), {**planned, "seal": seal, "save": "1"}).context["warning"]
    assert not Route.objects.filter(name="Quy trình mới").exists()


@pytest.mark.clause("ND-10.3")
def test_a_unit_gets_a_route_of_its_own_and_gives_it_up(house: House, general: Route, office: Client) -> None:
    url = f"{reverse('routes:add')}?unit={house.ours.code}"
    assert office.get(url).status_code == 200
    save(office, url, posted(row(0), initial=1, follows=""))
    own = Route.objects.get(unit=house.ours)
    assert routes.in_force_for(house.ours) == own
    assert office.get(url).url == edit_url(own)
    end = reverse("routes:end", args=[own.pk])
    wrong = office.post(end, {"last_day": f"{today() - DAY:%d/%m/%Y}", "reason": ""})
    assert set(wrong.context["form"].errors) == {"last_day", "reason"}
    assert office.post(end, {"last_day": f"{today():%d/%m/%Y}", "reason": "Thử xong"}).status_code == 302
    assert routes.in_force_for(house.ours, today() + DAY) == general
    refused = office.post(reverse("routes:end", args=[general.pk]), {"last_day": f"{today():%d/%m/%Y}", "reason": "x"})
    assert refused.status_code == 403
    assert refused.context["refusal"]


def test_a_planned_version_is_given_up_with_a_reason(general: Route, office: Client) -> None:
    stages = [Stage("Một", "board", "unit")]
    planned = routes.lay("Kế hoạch", stages, None, Terms(valid_from=today() + 5 * DAY))
    url = reverse("routes:end", args=[planned.pk])
    assert office.post(url, {"reason": ""}).status_code == 422
    assert office.post(url, {"reason": "Đổi ý"}).status_code == 302
    assert office.get(edit_url(planned)).status_code == 403
    assert routes.in_force_for(None, today() + 9 * DAY) == general


@pytest.mark.clause("ND-5.3c")
@pytest.mark.parametrize("person", ["office", "superuser"])
def test_wagtails_own_workflow_screens_are_closed_to_everybody(house: House, general: Route, person: str) -> None:
    client = house.client(person)
    for address in (
        reverse("wagtailadmin_workflows:index"),
        reverse("wagtailadmin_workflows:add"),
        reverse("wagtailadmin_workflows:edit", args=[general.pk]),
        reverse("wagtailadmin_workflows:disable", args=[general.pk]),
        reverse("wagtailadmin_workflows:task_index"),
        reverse("wagtailadmin_workflows:edit_task", args=[general.stages.first().pk]),
        reverse("wagtailadmin_workflows:usage", args=[general.pk]),
    ):
        assert client.get(address).url == reverse("wagtailadmin_home")
        assert client.post(address).status_code == 403
    assert Route.objects.get(pk=general.pk).active


def test_every_stock_workflow_screen_has_its_gate() -> None:
    from wagtail.admin.urls import workflows

    assert {f"wagtailadmin_workflows:{pattern.name}" for pattern in workflows.urlpatterns} <= set(GATES)


def test_the_menu_has_no_stock_workflows(rf: Any) -> None:
    class Item:
        def __init__(self, name: str) -> None:
            self.name = name

    items = [Item("workflows"), Item("users"), Item("workflow-tasks")]
    without_stock_workflows(rf.get("/"), items)  # type: ignore[arg-type]
    assert [item.name for item in items] == ["users"]
