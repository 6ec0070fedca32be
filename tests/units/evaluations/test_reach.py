"""A unit's people reach no other unit's evaluation, whatever they ask; others read one only while it is handed in."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.units._house import House, a_house
from tests.units.evaluations._desk import QUARTER, accepted, at, given, sent, terms, written
from units.evaluations import reporting
from units.evaluations.asked import quarter
from units.models import Evaluation, QuarterReport

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-5.2", "LD-7.3b", "ND-13.6a")]

SECRET = "Chuyen noi bo cua don vi ban"
VERBS = ("send", "accept", "approve", "give_back")
ASKED = ("", "&only=overdue", "&unit=da-lat&unit__code=da-lat", "&p=2")


@pytest.fixture
def house() -> House:
    house = a_house()
    terms()
    return house


def at_theirs(screen: str) -> str:
    return reverse(f"evaluations:{screen}", args=["da-lat", 2026, 3])


def body(response: Any) -> str:
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode(errors="replace")


def test_no_address_filter_or_verb_reaches_another_units_evaluation(house: House) -> None:
    for _number in range(7):
        given(house.theirs, 7, 3)
    found = sent(house, house.theirs)
    Evaluation.objects.filter(pk=found.pk).update(shortcomings=SECRET)
    listing = f"{reverse('evaluations:index')}?number=3&year=2026"
    report = [reverse(f"evaluations:{name}", args=[2026, 3]) for name in ("report", "report_write")]
    acts = [reverse("evaluations:report_submit", args=[2026, 3])]
    acts += [reverse("evaluations:report_download", args=[2026, 3, form]) for form in ("docx", "pdf")]
    with at(2026, 10, 6):
        for who, asked in (("board", ASKED), ("leader", ASKED[:1])):
            client = house.client(who)
            for more in asked:
                page = client.get(f"{listing}{more}")
                assert {row.unit for row in page.context["page"]} <= {house.ours}
                assert house.theirs.name not in body(page)
            for address in (at_theirs("evaluation"), at_theirs("write"), *report, reverse("evaluations:terms")):
                refused = client.get(address)
                assert (refused.status_code, SECRET in body(refused)) == (403, False), address
            typed = {"reason": "x", "shortcomings": "x", "remedies": "x", "version": "0"}
            for address in (*map(at_theirs, (*VERBS, "write")), *acts):
                refused = client.post(address, typed)
                assert (refused.status_code, SECRET in body(refused)) == (403, False), address
        for who in ("reader", "nobody"):
            visitor = house.client(who) if who == "reader" else house.client("reader").__class__()
            assert visitor.get(at_theirs("evaluation")).status_code == 302
    assert Evaluation.objects.get().state == "sent"
    assert not QuarterReport.objects.exists()


def test_what_a_unit_still_writes_is_read_by_its_own_people_alone(house: House) -> None:
    written(house, house.theirs, shortcomings=SECRET)
    with at(2026, 10, 3):
        for who in ("office", "committee", "superuser"):
            page = house.client(who).get(at_theirs("evaluation"))
            assert (page.status_code, SECRET in body(page)) == (200, False)
        for who in ("their_writer", "their_board"):
            assert SECRET in body(house.client(who).get(at_theirs("evaluation")))
        write = house.client("office").get(at_theirs("write"))
        assert (write.status_code, SECRET in body(write)) == (403, False)


def test_only_the_office_writes_the_report_and_only_those_who_follow_all_units_read_it(house: House) -> None:
    accepted(house, house.theirs)
    write, read = (reverse(f"evaluations:{name}", args=[2026, 3]) for name in ("report_write", "report"))
    typed = {"assessment": "Tốt.", "issuer": "Văn phòng", "place": "Lâm Đồng"}
    with at(2026, 10, 12):
        assert house.client("committee").post(write, typed).status_code == 403
        assert house.client("office").post(write, {"assessment": "Tốt."}).status_code == 422
        assert house.client("office").post(write, typed).status_code == 302
        assert house.client("committee").get(read).context["report"].assessment == "Tốt."
        reporting.submit(QuarterReport.objects.get().pk, house.office)
        late = house.client("office").post(write, {**typed, "assessment": "Khác."})
        assert (late.status_code, "Khác." in body(late)) == (403, True)
    assert QuarterReport.objects.get().assessment == "Tốt."
    assert quarter(QUARTER) is not None
