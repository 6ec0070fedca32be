"""A unit's evaluation of a quarter: true figures, its way to the Standing Committee, what stands once it is sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.units._house import House, a_house
from tests.units.evaluations._desk import QUARTER, TEXTS, accepted, at, given, sent, terms, written
from units.contributions.models import ImmutableRow
from units.evaluations import asked, deciding, reporting, writing
from units.evaluations.models import Act, EvaluationStep, State
from units.evidence import digesting
from units.models import Duty, Evaluation, EvaluationTerms, Message, RecordEntry
from units.periods import closing, correcting
from units.periods.correcting import Change
from units.periods.models import ALL_SECTIONS, ClosedPeriod, Ground
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-5.2", "LD-7.3b")]


@pytest.fixture
def house() -> House:
    house = a_house()
    terms()
    return house


def address(house: House, screen: str = "evaluation", unit: Any = None) -> str:
    return reverse(f"evaluations:{screen}", args=[(unit or house.ours).code, 2026, 3])


def figures(house: House, *moment: int) -> dict[str, str]:
    with at(*(moment or (2026, 10, 2))):
        return {line.code: line.figure for line in writing.present_lines(house.ours, QUARTER)}


def test_the_figures_are_those_of_ledger_quotas_and_duties(house: House) -> None:
    for day in (3, 4, 5):
        given(house.ours, 7, day)
    given(house.ours, 9, 30, kind="video")
    given(house.ours, 10, 1)
    given(house.theirs, 7, 3)
    Duty.objects.create(
        name="Tin hằng quý", unit=house.ours, kind="news", span="quarter", minimum=4, valid_from=date(2026, 7, 1)
    )
    told = figures(house)
    assert {code: told[code] for code in ("items", "items:news", "items:video", "on_time")} == {
        "items": "4",
        "items:news": "3",
        "items:video": "1",
        "on_time": "4/4",
    }
    assert [told[f"rhythm:2026-0{month}"] for month in (7, 8, 9)] == ["3/1", "0/1", "1/1"]
    assert [figure for code, figure in told.items() if code.startswith("duty:")] == ["3/4"]


def test_closed_figures_are_those_of_the_statistics_with_their_corrections(house: House) -> None:
    given(house.ours, 7, 3)
    given(house.ours, 8, 3)
    with at(2026, 10, 1, 2):
        for one in list(closing.due(timezone.now())):
            closing.close(one, timezone.now())
    july = ClosedPeriod.objects.get(span="month", first=QUARTER)
    line = july.lines.get(unit=house.ours)
    with at(2026, 10, 3):
        change = Change(line, "news", ALL_SECTIONS, -1, Ground.COUNTED_TWICE, "Gửi hai lần.")
        correcting.correct(july, change, house.office)
    assert figures(house)["items"] == "1"
    with at(2026, 10, 4):
        (items, *_rest) = writing.present_lines(house.ours, QUARTER)
    assert items.url.startswith("/thong-ke/2026/quy-3/tin-bai/")


def test_it_goes_from_the_unit_to_the_office_to_the_standing_committee(house: House) -> None:
    given(house.ours, 7, 3)
    found = sent(house, house.ours)
    assert (found.state, found.digest) == (State.SENT, writing.digest_of(found))
    assert Message.objects.of(house.office).get().text.startswith(house.ours.label)
    with at(2026, 10, 6):
        for sender, verb in ((house.committee, deciding.accept), (house.office, deciding.approve)):
            with pytest.raises(PermissionDenied):
                verb(found.pk, sender)
        with pytest.raises(PermissionDenied):
            deciding.give_back(found.pk, " ", house.office)
        deciding.give_back(found.pk, "Nêu rõ số tin.", house.office)
        assert "Nêu rõ số tin." in Message.objects.of(house.leader).newest_first()[0].text
        again = writing.write(house.ours, QUARTER, {**TEXTS, "results": "Năm tin."}, 3, house.board)
        assert again.state == State.RETURNED
        with pytest.raises(PermissionDenied):
            writing.send(house.ours, QUARTER, house.board)
        writing.send(house.ours, QUARTER, house.leader)
        deciding.accept(found.pk, house.office)
        assert Message.objects.of(house.committee).get().url == address(house)
        deciding.approve(found.pk, house.committee)
        for verb in (deciding.approve, deciding.accept):
            with pytest.raises(PermissionDenied):
                verb(found.pk, house.superuser)
    acts = [Act.SENT, Act.RETURNED, Act.SENT, Act.ACCEPTED, Act.APPROVED]
    assert list(found.steps.values_list("act", flat=True)) == acts
    noted = RecordEntry.objects.filter(verb=Verb.EVALUATION).order_by("number")
    assert [entry.actor_id for entry in noted] == [
        house.leader.pk, house.office.pk, house.leader.pk, house.office.pk, house.committee.pk,
    ]  # fmt: skip
    assert noted[2].text_digest == Evaluation.objects.get().digest != noted[0].text_digest
    with pytest.raises(ImmutableRow):
        EvaluationStep.objects.first().save()


def test_what_was_sent_stands_and_says_what_differs_today(house: House) -> None:
    given(house.ours, 7, 3)
    found = sent(house, house.ours)
    given(house.ours, 7, 4)
    given(house.ours, 8, 4, kind="video")
    with at(2026, 10, 8):
        page = house.client("office").get(address(house))
        assert [line.figure for line in page.context["lines"] if line.code == "items"] == ["1"]
        changed = [(each.then, each.now) for each in page.context["differences"]]
        # In all, news, July, August, on time, and videos, of which there were none.
        assert changed == [("1", "3"), ("1", "2"), ("1/1", "2/1"), ("0/1", "1/1"), ("1/1", "3/3"), (None, "1")]
        assert page.context["is_intact"]
        assert digesting.differences(found.frozen(), found.frozen()) == []
        Evaluation.objects.filter(pk=found.pk).update(shortcomings="Không có.")
        assert not house.client("office").get(address(house)).context["is_intact"]


def test_nobody_overwrites_a_colleague_and_nothing_typed_is_lost(house: House) -> None:
    written(house, house.ours, house.board, results="Của Ban biên tập.")
    with at(2026, 10, 3):
        typed = {**TEXTS, "results": "Của lãnh đạo.", "version": "0"}
        answer = house.client("leader").post(address(house, "write"), typed)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Của lãnh đạo." in page
        assert "Của Ban biên tập." in page
        again = house.client("leader").post(address(house, "write"), {**typed, "version": "1"})
        assert again.status_code == 302
    assert Evaluation.objects.get().results == "Của lãnh đạo."
    found = sent_by_leader(house)
    with at(2026, 10, 6):
        late = house.client("board").post(address(house, "write"), {**TEXTS, "results": "Muộn.", "version": "9"})
    assert late.status_code == 403
    assert "Muộn." in late.content.decode()
    assert Evaluation.objects.get(pk=found.pk).results == "Của lãnh đạo."


def sent_by_leader(house: House) -> Evaluation:
    with at(2026, 10, 5):
        return writing.send(house.ours, QUARTER, house.leader)


def test_what_cannot_be_done_is_refused_with_a_sentence(house: House) -> None:
    client = house.client("leader")
    with at(2026, 9, 30, 23, 59):
        assert client.get(address(house, "write")).status_code == 403
        with pytest.raises(PermissionDenied):
            writing.write(house.ours, QUARTER, TEXTS, 0, house.leader)
    with at(2026, 10, 2):
        assert client.post(address(house, "send")).status_code == 422
        with pytest.raises(ValidationError):
            writing.send(house.ours, QUARTER, house.leader)
        for who in ("contributor", "unit_admin", "office", "committee"):
            with pytest.raises(PermissionDenied):
                writing.write(house.ours, QUARTER, TEXTS, 0, getattr(house, who))
        assert client.get(reverse("evaluations:evaluation", args=["vptu", 2026, 5])).status_code == 404
        assert client.get(reverse("evaluations:evaluation", args=["khong-co", 2026, 3])).status_code == 404
        assert client.get(f"{reverse('evaluations:index')}?number=7&year=x&only=all").context["form"].errors
    assert not Evaluation.objects.filter(state=State.SENT).exists()


def test_terms_are_data_and_never_reach_back(house: House) -> None:
    assert asked.quarter(QUARTER).due == date(2026, 10, 10)
    with at(2026, 10, 2):
        typed = {"number": "4", "year": "2026", "days": "5", "is_asked": "on", "decision": "Công văn số 1"}
        client = house.client("office")
        assert client.post(reverse("evaluations:terms"), {**typed, "number": "3"}).status_code == 422
        assert client.post(reverse("evaluations:terms"), typed).status_code == 302
        with pytest.raises(PermissionDenied):
            reporting.lay_terms(date(2026, 10, 1), 5, True, "", house.committee)
        reporting.lay_terms(date(2027, 1, 1), 5, False, "", house.office)
    assert asked.quarter(QUARTER).due == date(2026, 10, 10)
    assert asked.quarter(date(2026, 10, 1)).due == date(2027, 1, 5)
    assert asked.quarter(date(2027, 4, 1)) is None
    assert RecordEntry.objects.filter(verb=Verb.EVALUATION_TERMS).count() == 2
    EvaluationTerms.objects.all().delete()
    assert asked.last_over(timezone.now()) is None


def test_the_whole_way_on_the_screen(house: House) -> None:
    with at(2026, 10, 5):
        leader, office, committee = (house.client(who) for who in ("leader", "office", "committee"))
        assert leader.post(address(house, "write"), {**TEXTS, "version": "0"}).status_code == 302
        assert leader.post(address(house, "send")).status_code == 302
        returned = office.post(address(house, "give_back"), {"reason": ""})
        assert returned.status_code == 403
        assert office.post(address(house, "give_back"), {"reason": "Thiếu số liệu."}).status_code == 302
        assert "Thiếu số liệu." in leader.get(address(house)).content.decode()
        assert TEXTS["shortcomings"] not in office.get(address(house)).content.decode()
        assert leader.post(address(house, "send")).status_code == 302
        assert committee.post(address(house, "approve")).status_code == 403
        assert office.post(address(house, "accept")).status_code == 302
        assert committee.post(address(house, "approve")).status_code == 302
        listed = committee.get(f"{reverse('evaluations:index')}?number=3&year=2026")
    assert [row.evaluation and row.evaluation.state for row in listed.context["page"]] == ["approved", None, None]


def test_the_list_costs_the_same_number_of_queries_for_any_number_of_evaluations(house, django_assert_max_num_queries):
    listing = f"{reverse('evaluations:index')}?number=3&year=2026"
    with at(2026, 10, 8):
        client = house.client("committee")
        client.get(listing)
        with django_assert_max_num_queries(20) as few:
            client.get(listing)
    accepted(house, house.ours)
    sent(house, house.theirs)
    with at(2026, 10, 8), django_assert_max_num_queries(len(few.captured_queries)):
        client.get(listing)
