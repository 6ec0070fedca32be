"""The scorecard of a year: from published criteria, with evidence behind every point, locked once it is approved."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from qa.models import Question
from tests.factories.questions import an_accepted
from tests.units._house import House, a_house
from tests.units.evaluations._desk import at, given, sent, terms
from units.contributions.models import ImmutableRow
from units.models import Criteria, Message, RecordEntry, Scorecard
from units.record.verbs import Verb
from units.scorecards import keeping

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-7.1")]

POINTS = {"rhythm": 60, "on_time": 20, "evaluations": 10, "questions": 10, "quotas": 20}


@pytest.fixture
def house() -> House:
    house = a_house()
    with at(2026, 1, 5):
        keeping.lay(2026, POINTS, "Hướng dẫn số 5-HD/VPTU", house.office)
    return house


def worked(house: House) -> None:
    """Two items in January, one in March; the evaluation of quarter III sent in time; one question answered late."""
    terms()
    for month, day in ((1, 5), (1, 6), (3, 7)):
        given(house.ours, month, day)
    sent(house, house.ours)
    question = an_accepted(house.ours, house.contributor)
    Question.objects.filter(pk=question.pk).update(
        state="answered", answered_on_time=False, answer_due_at="2026-05-01T03:00Z"
    )


def drawn(house: House, unit: Any = None) -> Scorecard:
    with at(2027, 1, 2):
        made = keeping.draw_up(2026, house.office)
    return next(card for card in made if card.unit == (unit or house.ours))


def address(house: House, screen: str = "card", unit: Any = None) -> str:
    return reverse(f"scorecards:{screen}", args=[(unit or house.ours).code, 2026])


def test_a_worked_year(house: House) -> None:
    """Rhythm: 2 of 12 months, 60 x 2/12 = 10. On time: 3 of 3, 20. Evaluations: 1 of 1, 10. Questions: 0 of 1, 0.
    Quotas: none was assigned, so its 20 points are left out. Together 40 of 100.
    """
    worked(house)
    card = drawn(house)
    points = {each.measure: (each.earned, each.possible) for each in card.scored()}
    assert points == {
        "rhythm": (100, 600),
        "on_time": (200, 200),
        "evaluations": (100, 100),
        "questions": (0, 100),
        "quotas": (0, 0),
    }
    assert (card.earned, card.possible) == (400, 1000)
    earned = [(line.code, number) for each in card.scored() for line, number in each.lines if number]
    assert earned == [("rhythm:2026-01", 50), ("rhythm:2026-03", 50), ("on_time", 200), ("evaluation:2026-07-01", 100)]
    assert all(line.url for each in card.scored() for line, _earned in each.lines)
    assert keeping.is_intact(card)


def test_every_number_of_the_screen_opens_to_its_evidence_and_they_add_up(house: House) -> None:
    worked(house)
    drawn(house)
    with at(2027, 1, 3):
        client = house.client("leader")
        page = client.get(address(house))
        assert page.context["total"] == {"earned": "40", "possible": "100", "per_cent": 40}
        for each, points, lines in page.context["scored"]:
            tenths = sum(round(float(earned.replace(",", ".")) * 10) for _line, earned in lines)
            assert tenths == each.earned == round(float(points["earned"].replace(",", ".")) * 10)
            for line, _earned in lines:
                assert line.url in page.content.decode().replace("&amp;", "&")
        urls = {line.url for each, _points, lines in page.context["scored"] for line, _earned in lines}
        assert {client.get(url).status_code for url in urls} == {200}


def test_the_unit_comments_and_the_committee_approves_and_locks(house: House) -> None:
    worked(house)
    card = drawn(house)
    assert Message.objects.of(house.leader).newest_first()[0].url == address(house)
    with at(2027, 1, 4):
        for who in ("board", "office", "committee", "superuser"):
            with pytest.raises(PermissionDenied):
                keeping.comment(card.pk, "x", getattr(house, who))
        assert house.client("leader").post(address(house, "comment"), {"comment": ""}).status_code == 422
        said = {"comment": "Tháng 2 đơn vị tổ chức đại hội."}
        assert house.client("leader").post(address(house, "comment"), said).status_code == 302
        again = keeping.draw_up(2026, house.office)
        assert next(each for each in again if each.pk == card.pk).comment == said["comment"]
        for who in ("leader", "office", "board"):
            with pytest.raises(PermissionDenied):
                keeping.approve(card.pk, getattr(house, who))
        assert house.client("committee").post(address(house, "approve")).status_code == 302
    card = Scorecard.objects.get(pk=card.pk)
    assert (card.is_locked, card.approved_by) == (True, house.committee)
    acts = RecordEntry.objects.filter(verb=Verb.SCORECARD, details__act="approved")
    assert [entry.text_digest for entry in acts] == [card.digest]


def test_what_is_locked_never_changes(house: House) -> None:
    worked(house)
    card = drawn(house)
    with at(2027, 1, 4):
        assert len(keeping.approve_year(2026, house.committee)) == 3
        before = Scorecard.objects.values().get(pk=card.pk)
        given(house.ours, 2, 2)
        assert keeping.draw_up(2026, house.office) == []
        with pytest.raises(PermissionDenied):
            keeping.comment(card.pk, "Muộn.", house.leader)
        late = house.client("leader").post(address(house, "comment"), {"comment": "Muộn."})
        assert (late.status_code, "Muộn." in late.content.decode()) == (403, True)
        with pytest.raises(PermissionDenied):
            keeping.approve(card.pk, house.committee)
        card.refresh_from_db()
        card.earned = 1000
        for change in (
            card.save,
            card.delete,
            lambda: Scorecard.objects.filter(pk=card.pk).update(earned=1),
            lambda: Scorecard.objects.all().delete(),
        ):
            with pytest.raises(ImmutableRow):
                change()
        house.ours.name = "Tên khác"
        house.ours.save()
        with pytest.raises(ValidationError):
            keeping.lay(2026, POINTS, "", house.office)
    assert Scorecard.objects.values().get(pk=card.pk) == before


def test_criteria_are_dated_and_read_by_everybody(house: House) -> None:
    typed = {"year": "2027", "decision": "Số 6", "points-rhythm": "100", "points-quotas": ""}
    with at(2026, 6, 1):
        screen = reverse("scorecards:criteria")
        assert "Hướng dẫn số 5-HD/VPTU" in house.client("contributor").get(screen).content.decode()
        for who in ("leader", "committee"):
            assert house.client(who).get(screen).context["form"] is None
            assert house.client(who).post(screen, typed).status_code == 403
        assert house.client("office").post(screen, {**typed, "year": "2025"}).status_code == 422
        assert house.client("office").post(screen, {"year": "2027"}).status_code == 422
        assert house.client("office").post(screen, typed).status_code == 302
    assert Criteria.objects.for_year(2026).decision == "Hướng dẫn số 5-HD/VPTU"
    assert [(row.measure, row.points) for row in Criteria.objects.for_year(2028).rows.all()] == [("rhythm", 100)]
    assert Criteria.objects.for_year(2025) is None


def test_a_running_year_is_shown_as_it_stands_and_kept_nowhere(house: House) -> None:
    """On 20 March two months are over; an item was given in January."""
    given(house.ours, 1, 5)
    with at(2026, 3, 20):
        page = house.client("leader").get(address(house))
        rhythm = page.context["scored"][0][0]
        assert (rhythm.achieved, rhythm.due) == (1, 2)
        listed = house.client("leader").get(f"{reverse('scorecards:index')}?year=2026")
        assert address(house) in listed.content.decode()
        assert house.theirs.name not in listed.content.decode()
        with pytest.raises(ValidationError):
            keeping.draw_up(2026, house.office)
        assert house.client("office").post(reverse("scorecards:draw_up", args=[2026])).status_code == 422
    with at(2027, 1, 1, 0, 59), pytest.raises(ValidationError):
        keeping.draw_up(2026, house.office)
    with at(2027, 1, 1, 1, 0):
        assert len(keeping.draw_up(2026, house.office)) == 3
    assert not Scorecard.objects.exclude(year=2026).exists()


@pytest.mark.clause("ND-13.6a")
def test_a_units_people_reach_no_other_units_scorecard(house: House) -> None:
    worked(house)
    theirs = drawn(house, house.theirs)
    with at(2027, 1, 4):
        their_leader = house.portal.member("leader", house.theirs)
        keeping.comment(theirs.pk, "Chuyen noi bo cua don vi ban", their_leader)
        for who, asked in (("leader", ("", "&unit=da-lat&p=2", "&export=csv", "&export=xlsx")), ("board", ("",))):
            client = house.client(who)
            for more in asked:
                told = said(client.get(f"{reverse('scorecards:index')}?year=2026{more}"))
                assert house.theirs.name not in told, more
                assert "Chuyen noi bo" not in told, more
            refused = client.get(address(house, unit=house.theirs))
            assert (refused.status_code, "Chuyen noi bo" in said(refused)) == (403, False)
        for screen, typed in (("comment", {"comment": "x"}), ("approve", {})):
            refused = house.client("leader").post(address(house, screen, house.theirs), typed)
            assert (refused.status_code, "Chuyen noi bo" in said(refused)) == (403, False)
        assert house.theirs.name in said(
            house.client("committee").get(f"{reverse('scorecards:index')}?year=2026&export=csv")
        )
        for act in ("draw_up", "approve_year"):
            assert house.client("leader").post(reverse(f"scorecards:{act}", args=[2026])).status_code == 403


def said(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response["Content-Type"].startswith("application/vnd"):
        page = load_workbook(io.BytesIO(body)).active
        return "\n".join(str(value) for row in page.iter_rows(values_only=True) for value in row if value is not None)
    return str(body.decode())
