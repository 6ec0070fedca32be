"""Key tasks: kept by decision, ticked in the forms of items, counted when public, those without an item first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from home.models import ArticlePage
from knowledge.models import Situation
from tests.factories import situations
from tests.factories.articles import a_draft, a_public, form_data
from tests.factories.contributions import local
from tests.units._house import House, a_house
from tests.units.quotas._desk import at
from units import calendar
from units.approval import actions
from units.calendar import today
from units.contributions.selection import Selection
from units.keytasks import keeping
from units.models import ContributionTask, KeyTask, RecordEntry
from units.record.verbs import Verb
from units.reports import registry
from units.reports.asked import Asked
from units.reports.dimensions import ALL

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-7.1b")]

INDEX, ADD = reverse("keytasks:index"), reverse("keytasks:add")
TYPED = {"name": "Đại hội Đảng bộ các cấp", "symbol": "15-NQ/ĐUK", "decided_on": "05/01/2026", "span": "year"}


@pytest.fixture
def house() -> House:
    return a_house()


def a_task(house: House, *units: Any, name: str = "Đại hội Đảng bộ", **facts: Any) -> KeyTask:
    year = today().replace(month=1, day=1)
    given = {"symbol": "15-NQ/ĐUK", "decided_on": year, "span": "year", "first": year}
    return keeping.enter({"name": name, **given, **facts}, units, house.office)


def named(house: House, who: str = "committee", **chosen: Any) -> dict[str, int | None]:
    """The lines of the report of this year, name to number, in their order."""
    report, person = registry.named("nhiem-vu-trong-tam"), getattr(house, who)
    selection = Selection("year", calendar.year(today().year), **chosen)
    asked = Asked(person, report.reach_of(person), selection, local(today().year, 12, 31))
    table = report.table(asked)
    assert len(report.behind(asked, ALL)) == table.total.values[0]
    return {line.name.split(" (")[0]: line.values[0] for line in table.lines}


def test_the_office_and_those_who_follow_all_units_keep_the_register(house: House) -> None:
    for who, number in (("office", 1), ("committee", 2)):
        client = house.client(who)
        wrong = client.post(ADD, {**TYPED, "year": "2026", "symbol": "nghị quyết", "decided_on": "05/01/2226"})
        assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"symbol", "decided_on"})
        assert TYPED["name"] in wrong.content.decode()
        quarter = client.post(ADD, {**TYPED, "span": "quarter", "quarter": "", "year": "2026"})
        assert set(quarter.context["form"].errors) == {"quarter"}
        assert client.post(ADD, {**TYPED, "year": "2026", "units": [house.ours.pk]}).status_code == 302
        assert KeyTask.objects.count() == number
    task = KeyTask.objects.earliest("pk")
    assert (task.first, task.last, list(task.units.all())) == (date(2026, 1, 1), date(2026, 12, 31), [house.ours])
    edit = reverse("keytasks:edit", args=[task.pk])
    assert house.client("office").get(edit).context["form"]["units"].initial == [house.ours.pk]
    changed = {**TYPED, "span": "quarter", "quarter": "4", "year": "2026"}
    assert house.client("office").post(edit, changed).status_code == 302
    task.refresh_from_db()
    assert (task.first, task.last, task.units.count()) == (date(2026, 10, 1), date(2026, 12, 31), 0)
    acts = RecordEntry.objects.filter(verb=Verb.KEY_TASK).order_by("number")
    assert [entry.details["act"] for entry in acts] == ["entered", "entered", "changed"]


def test_a_task_is_ended_and_then_stays_as_it_is(house: House) -> None:
    with at(2026, 10, 5):
        task = a_task(house)
        end, client = reverse("keytasks:end", args=[task.pk]), house.client("office")
        for day in ("05/01/2025", "06/10/2026"):
            assert client.post(end, {"last": day, "reason": "Xong"}).status_code == 422
        assert client.post(end, {"last": "05/10/2026", "reason": "Xong sớm"}).status_code == 302
        for screen in ("edit", "end"):
            assert client.get(reverse(f"keytasks:{screen}", args=[task.pk])).status_code == 403
        with pytest.raises(PermissionDenied):
            keeping.end(task.pk, date(2026, 10, 5), "Lại", house.office)
        shown = client.get(INDEX)
    assert (list(shown.context["present"]), list(shown.context["past"])) == ([], [task])
    assert "Xong sớm" in shown.content.decode()


def test_everybody_reads_the_register_and_nobody_else_changes_it(house: House) -> None:
    task = a_task(house, house.theirs)
    for who in ("contributor", "leader", "board", "unit_admin", "their_writer"):
        client = house.client(who)
        shown = client.get(INDEX)
        assert (shown.status_code, task.name in shown.content.decode()) == (200, True)
        for address in (ADD, reverse("keytasks:edit", args=[task.pk]), reverse("keytasks:end", args=[task.pk])):
            assert (client.get(address).status_code, client.post(address, TYPED).status_code) == (403, 403)
        with pytest.raises(PermissionDenied):
            keeping.enter({}, [], getattr(house, who))
    assert KeyTask.objects.count() == 1


def test_the_list_is_paginated(house: House, django_assert_max_num_queries: Any) -> None:
    for number in range(25):
        a_task(house, house.ours, name=f"Nhiệm vụ {number}")
    client = house.client("office")
    client.get(INDEX)
    with django_assert_max_num_queries(24):
        shown = client.get(INDEX)
    assert (len(shown.context["present"]), shown.context["present"].paginator.count) == (20, 25)
    assert len(client.get(INDEX, {"now": "2"}).context["present"]) == 5


def test_an_item_ticks_what_it_tells_of_and_counts_once_it_is_public(house: House) -> None:
    told, untold = a_task(house, house.ours), a_task(house, name="Chuyển đổi số")
    over = a_task(house, name="Việc năm trước", first=date(today().year - 2, 1, 1))
    draft = a_draft(house.ours, house.contributor, sections=[house.portal.news])
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    client = house.client("contributor")
    form = client.get(edit).context["form"]
    assert set(form.fields["key_tasks"].queryset) == {told, untold}
    posted = {**form_data([house.portal.news], submit=True), "key_tasks": [told.pk]}
    foreign = client.post(edit, {**posted, "key_tasks": [over.pk]})
    assert "key_tasks" in foreign.context["form"].errors
    assert client.post(edit, posted).status_code == 302
    assert not ContributionTask.objects.exists()
    actions.approve(ArticlePage.objects.get(pk=draft.pk), house.board)
    tied = ContributionTask.objects.get()
    assert (tied.task, tied.contribution.item_id) == (told, draft.pk)
    assert list(named(house).items()) == [("Chuyển đổi số", 0), ("Đại hội Đảng bộ", 1)]


def test_a_later_version_tells_of_other_tasks_and_no_draft_does(house: House) -> None:
    first, second = a_task(house, name="Một"), a_task(house, name="Hai")
    public = a_public(house.ours, house.contributor, house.board, key_tasks=[first])
    public.key_tasks = [second]
    public.save_revision(user=house.contributor)
    assert named(house) == {"Hai": 0, "Một": 1}
    actions.submit(public, house.contributor)
    actions.approve(ArticlePage.objects.get(pk=public.pk), house.board)
    assert named(house) == {"Một": 0, "Hai": 1}


def test_situations_tell_of_tasks_as_well(house: House) -> None:
    task = a_task(house)
    situation = situations.a_public(house.ours, house.contributor, house.board, key_tasks=[task])
    assert Situation.objects.get(pk=situation.pk).live
    assert [tied.contribution.kind for tied in ContributionTask.objects.all()] == ["situation"]
    assert named(house) == {"Đại hội Đảng bộ": 1}
    assert named(house, kind="news") == {"Đại hội Đảng bộ": 0}


def test_a_leader_sees_the_tasks_of_the_own_unit_and_nobody_elses_items(house: House) -> None:
    a_task(house, house.ours, name="Của ta")
    theirs = a_task(house, house.theirs, name="Của họ")
    both = a_task(house, name="Chung")
    a_public(house.theirs, house.their_writer, house.their_board, key_tasks=[theirs, both])
    assert named(house, "leader") == {"Của ta": 0, "Chung": 0}
    assert named(house) == {"Của ta": 0, "Của họ": 1, "Chung": 1}
    assert named(house, unit=house.theirs) == {"Của họ": 1, "Chung": 1}


@pytest.mark.clause("ND-9.2")
def test_the_leaders_page_names_tasks_that_nobody_tells_of(house: House) -> None:
    a_task(house, house.ours, name="Của ta")
    a_task(house, house.theirs, name="Của họ")
    page = reverse("leading:page")
    said = house.client("leader").get(page).content.decode()
    assert ("Của ta" in said, "Của họ" in said) == (True, False)
    above = house.client("committee").get(page).content.decode()
    assert "Của họ" in above
    a_public(house.ours, house.contributor, house.board, key_tasks=KeyTask.objects.filter(name="Của ta"))
    assert "Của ta" not in house.client("leader").get(page).content.decode()
