"""Routes as rules and as words: who is asked, what another version changes, who learns of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.units._house import House, a_house, fresh
from tests.units.approval._routes import BOARD, CHECKED, COMMITTEE, LEADS, a_house_with, a_section, lend, submitted
from units.approval import actions, needs, route_changing, route_trial, route_words, routes
from units.approval.models import Route, StageTask
from units.approval.route_words import Names
from units.approval.routes import Stage, Terms
from units.approval.traits import SectionTrait, Traits, sections_of
from units.calendar import today
from units.messages.models import Message
from units.models import Role
from units.record.models import RecordEntry
from units.record.verbs import Verb

DAY = timedelta(days=1)
KINDS, ORIGINS, CODES, UNITS = ("news", "event", "video"), ("own", "reused"), ("a", "b", "c"), (1, 2, 3, 4)
NAMES = Names({"only_kinds": {"news": "Tin"}, "only_sections": {"a": "Mục A"}}, {"board": "Ban biên tập"})


def some(values: tuple[Any, ...]) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=len(values))


sections = st.builds(
    lambda code, leads, everybody: SectionTrait(code, f"Mục {code}", tuple(leads), everybody),
    st.sampled_from(CODES),
    some(UNITS),
    st.booleans(),
)
items = st.builds(
    lambda kind, filed, origin, timely: Traits(kind, tuple(filed), origin, timely),
    st.sampled_from(KINDS),
    st.lists(sections, max_size=3, unique_by=lambda section: section.code),
    st.sampled_from(ORIGINS),
    st.booleans(),
)
owners = st.builds(
    lambda pk, kind: SimpleNamespace(pk=pk, kind=SimpleNamespace(code=kind)),
    st.sampled_from(UNITS),
    st.sampled_from(("x", "y")),
)
stages = st.builds(
    lambda scope, timely, **only: StageTask(scope=scope, only_timely=timely, **only),
    st.sampled_from(StageTask.Scope.values),
    st.sampled_from(StageTask.Timely.values),
    only_kinds=some(KINDS),
    only_sections=some(CODES),
    only_unit_kinds=some(("x", "y")),
    only_origins=some(ORIGINS),
)


@given(items, owners, stages)
def test_a_stage_asks_only_for_items_it_is_for(item: Traits, unit: Any, stage: StageTask) -> None:
    wanted = stage.needs_of(item, unit)
    filed = {section.code for section in item.sections}
    is_for = (
        (stage.only_timely == "" or (stage.only_timely == "timely") == item.timely)
        and (not stage.only_kinds or item.kind in stage.only_kinds)
        and (not stage.only_origins or item.origin in stage.only_origins)
        and (not stage.only_sections or bool(filed & set(stage.only_sections)))
        and (not stage.only_unit_kinds or unit.kind.code in stage.only_unit_kinds)
    )
    assert is_for or wanted == []
    if is_for and stage.scope == StageTask.Scope.UNIT:
        assert [need.units for need in wanted] == [(unit.pk,)]
    if is_for and stage.scope == StageTask.Scope.SITE:
        assert [need.units for need in wanted] == [(None,)]
    # Each need names units and never the same twice, so that two approvals never come from one seat.
    assert all(need.units and len(set(need.units)) == len(need.units) for need in wanted)
    if not wanted:
        assert route_trial.why_passed_by(stage, item, unit, NAMES)


@pytest.mark.clause("LD-3.4")
@given(items, owners, st.sets(st.sampled_from(UNITS)))
def test_any_or_all_lead_units_approve_and_the_own_unit_never_again(
    item: Traits, unit: Any, approving: set[int | None]
) -> None:
    wanted = needs.of_leads(item, unit)
    asked = {need.section: need for need in wanted}
    assert all(unit.pk not in need.units for need in wanted)
    met = True
    for section in item.sections:
        others = set(section.leads) - {unit.pk}
        own_leads = unit.pk in section.leads
        if section.all_leads:
            assert (section.title in asked) == bool(others)
            met &= others <= approving
        else:
            assert (section.title in asked) == (bool(others) and not own_leads)
            met &= own_leads or not others or bool(others & approving)
    seats = needs.seats(wanted, Role())
    assert {(seat.unit_id, seat.section) for seat in seats} == {(pk, n.code) for n in wanted for pk in n.units}
    assert needs.are_met(seats, approving) == (bool(wanted) and met)
    # More approvals never undo what was enough, and nobody's are never enough.
    assert not needs.are_met(seats, set())
    assert not needs.are_met(seats, approving) or needs.are_met(seats, approving | {99})


def a_stage(**fields: Any) -> StageTask:
    return StageTask(**{"name": "Duyệt", "role": Role(code="board", name="Ban biên tập"), "scope": "unit", **fields})


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ["1", "Ban biên tập"]),
        ({"scope": "leads", "approvals": 2}, ["2", "Ban biên tập"]),
        ({"scope": "site", "limit_hours": 24}, ["24"]),
        ({"only_kinds": ["news"], "only_sections": ["a", "lạ"]}, ["Tin", "Mục A, lạ"]),
        ({"tells": ["board", "mất"]}, ["Ban biên tập, mất"]),
    ],
)
def test_a_stage_is_told_in_words(fields: dict[str, Any], words: list[str]) -> None:
    (drawn,) = route_words.draw([a_stage(**fields)], NAMES)
    said = " ".join(drawn.sentences())
    assert [word for word in words if word not in said] == []
    assert "%(" not in said


def test_conditions_and_duties_are_a_sentence_each() -> None:
    every = dict.fromkeys(("asks_checklist", "asks_grade", "may_edit", "assigns"), True)
    assert len(set(route_words.asks(a_stage(**every)))) == 4
    assert route_words.asks(a_stage()) == ()
    assert len({route_words.conditions(a_stage(only_timely=value), NAMES) for value in ("", "timely", "other")}) == 3
    assert route_words.time_given(7, False, 2) != route_words.time_given(7, True, 2)


def test_what_another_version_changes_is_told_stage_by_stage() -> None:
    one, two, three = (a_stage(name=name) for name in ("Một", "Hai", "Ba"))

    def changes(before: list[StageTask], after: list[StageTask]) -> list[str]:
        return route_words.changes(route_words.draw(before, NAMES), route_words.draw(after, NAMES))

    assert changes([one, two], [one, two]) == []
    gone, new = changes([one, two], [one, three])
    assert "Hai" in gone
    assert "Ba" in new
    (moved,) = changes([one, two], [two, one])
    assert "Hai → Một" in moved
    (longer,) = changes([one], [a_stage(name="Một", limit_hours=4)])
    assert "4" in longer


@pytest.fixture
def house() -> House:
    return a_house()


def names(person: Any) -> str:
    return person.get_full_name()


@pytest.mark.django_db
@pytest.mark.clause("LD-3.4")
@pytest.mark.parametrize("everybody", [True, False])
def test_an_example_names_who_would_be_asked_in_each_lead_unit(everybody: bool) -> None:
    house = a_house_with(BOARD, LEADS)
    section = a_section(house, house.theirs, house.boardless, everybody=everybody)
    traits = Traits("news", sections_of([section.code]), "own")
    trial = route_trial.try_out(routes.in_force_for(house.ours), traits, house.ours)
    first, second = trial.steps
    assert set(first.asked[0].places[0].people) == {names(house.board), names(house.second_board)}
    assert [place.name for place in second.asked[0].places] == [house.theirs.name, house.boardless.name]
    assert names(house.lead_board) in second.asked[0].places[1].people
    assert section.title in second.asked[0].how
    own = route_trial.try_out(routes.in_force_for(house.theirs), traits, house.theirs)
    assert bool(own.steps[1].passed_by) == (not everybody)


@pytest.mark.django_db
@pytest.mark.clause("LD-5.1a", "ND-5.4b")
def test_an_example_names_the_delegate_and_what_is_missing(house: House) -> None:
    lend(house.board, house.leader)
    route = routes.in_force_for(house.ours)
    (step,) = route_trial.try_out(route, Traits("news"), house.ours).steps
    (sentence,) = step.asked[0].places[0].delegations
    assert names(house.board) in sentence
    assert names(house.leader) in sentence
    (lonely,) = route_trial.try_out(route, Traits("news"), house.boardless).steps
    assert lonely.asked[0].places[0].people == ()
    assert house.boardless.name in lonely.asked[0].missing


@pytest.mark.django_db
@pytest.mark.clause("ND-8.1")
def test_an_example_tells_the_latest_hour_of_each_stage(house: House) -> None:
    hours = [Stage("Một", "board", "unit", limit_hours=4), Stage("Hai", "board", "unit", only_timely="timely")]
    route = routes.lay("Quy trình có hạn", hours)
    # A Thursday morning.
    now = timezone.make_aware(datetime(2026, 11, 19, 8))
    plain = Traits("news", completed_on=date(2026, 11, 19))
    with time_machine.travel(now):
        trial = route_trial.try_out(route, plain, house.ours, now)
        timely = route_trial.try_out(route, Traits("news", timely=True, event_date=now.date()), house.ours, now)
    assert trial.steps[0].due == now + timedelta(hours=4)
    assert trial.steps[1].passed_by
    assert trial.due == timezone.make_aware(datetime(2026, 11, 27))
    assert timely.due == timely.steps[1].due == timezone.make_aware(datetime(2026, 11, 20))


@pytest.mark.django_db
@pytest.mark.clause("ND-5.3c")
def test_another_version_is_written_down_and_told(house: House, django_capture_on_commit_callbacks: Any) -> None:
    later = Terms(valid_from=today() + DAY, decision="Quyết định số 15-QĐ/TU")
    route = route_changing.lay("Quy trình mới", [BOARD, COMMITTEE], None, later, house.superuser)
    entry = RecordEntry.objects.about(route).get(verb=Verb.ROUTE_CHANGED)
    assert entry.actor_name == str(house.superuser)
    assert entry.details["decision"] == "Quyết định số 15-QĐ/TU"
    assert len(entry.details["before"]) == 2
    assert any("Thường trực duyệt" in line for line in entry.details["after"])
    told = {message.recipient for message in Message.objects.filter(item_id=str(route.pk))}
    assert told == {house.office}


@pytest.mark.django_db
@pytest.mark.clause("ND-5.3c", "LD-5.1a")
def test_routes_are_never_changed_backwards_nor_before_a_planned_version(house: House) -> None:
    for first in (today() - DAY, None):
        route_changing.lay("Kế hoạch", [BOARD], None, Terms(valid_from=today() + 5 * DAY), house.office)
        with pytest.raises(PermissionDenied):
            route_changing.lay("Trái phép", [BOARD], None, Terms(valid_from=first), house.office)
    with pytest.raises(PermissionDenied):
        route_changing.lay("Trái phép", [BOARD], None, Terms(valid_from=today() + 5 * DAY), house.board)
    assert not Route.objects.filter(name="Trái phép").exists()


@pytest.mark.django_db
@pytest.mark.clause("ND-5.4b")
def test_what_is_under_way_finishes_on_the_route_it_began() -> None:
    house = a_house_with(BOARD)
    item = submitted(house)
    route_changing.lay("Thêm Thường trực", [BOARD, COMMITTEE], None, Terms(), house.office)
    actions.approve(fresh(item), house.board, **CHECKED)
    assert fresh(item).live
    second = submitted(house)
    actions.approve(fresh(second), house.board, **CHECKED)
    assert not fresh(second).live
    actions.approve(fresh(second), house.committee, **CHECKED)
    assert fresh(second).live


@pytest.mark.django_db
@pytest.mark.clause("ND-10.3")
def test_a_units_own_route_ends_and_the_general_one_holds_again(house: House) -> None:
    general = routes.in_force_for(house.ours)
    assert route_changing.refusal_to_end(general)
    own = route_changing.lay("Riêng", [BOARD, COMMITTEE], house.ours, Terms(), house.office)
    assert routes.in_force_for(house.ours) == own
    assert routes.in_force_for(house.theirs) == general
    route_changing.end(own, today(), "Hết thời gian thử", house.office)
    assert routes.in_force_for(house.ours, today()) == own
    assert routes.in_force_for(house.ours, today() + DAY) == general
    with pytest.raises(PermissionDenied):
        route_changing.end(general, today(), "Thử", house.office)
    assert RecordEntry.objects.about(own).last().details["comment"] == "Hết thời gian thử"


@pytest.mark.django_db
def test_a_planned_version_is_given_up_and_the_one_before_goes_on(house: House) -> None:
    general = routes.in_force_for(house.ours)
    planned = route_changing.lay("Kế hoạch", [BOARD], None, Terms(valid_from=today() + 5 * DAY), house.office)
    assert Route.objects.get(pk=general.pk).valid_to == today() + 4 * DAY
    route_changing.give_up(planned, "Đổi ý", house.office)
    assert routes.in_force_for(house.ours, today() + 9 * DAY) == general
    with pytest.raises(PermissionDenied):
        route_changing.give_up(Route.objects.get(pk=general.pk), "Thử", house.office)
