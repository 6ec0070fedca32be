"""A month's sheet: worked out from ledger and table, reviewed, approved and locked; off until a table is adopted."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from tests.factories.articles import a_public
from tests.factories.contributions import ContributionAuthorFactory, local
from tests.units._house import House, a_house
from tests.units.duties._desk import measured
from tests.units.periods._ledger import at, closed, given
from units.approval.models import Withdrawal
from units.contributions.models import ImmutableRow
from units.models import ClosedPeriod, Contribution, PayLine, PaySheet, PayTable, RecordEntry, StageState, Verdict
from units.record.verbs import Verb
from units.remuneration import keeping, money, reckoning
from units.remuneration.totals import totals

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-6.2", "N-10")]

DECISION = "Quyết định số 12-QĐ/TU"
RATES = {("news", ""): Decimal("1"), ("feature", ""): Decimal("10"), ("feature", "excellent"): Decimal("12.5")}


@pytest.fixture
def house() -> House:
    return a_house()


def adopted(house: House, first: date = date(2026, 10, 1), **facts: Any) -> PayTable:
    with at(2026, 11, 5):
        table = PayTable(
            decision=DECISION,
            decided_on=date(2026, 9, 20),
            valid_from=first,
            unit_value=234_000,
            control_percent=15,
            **facts,
        )
        return keeping.adopt(table, RATES, house.office)


def written(house: House, day: int, *authors: tuple[str, int, Any], **fields: Any) -> Contribution:
    row = given(fields.pop("unit", house.ours), 10, day, approver=house.board, **fields)
    for name, share, user in authors:
        ContributionAuthorFactory(contribution=row, name=name, share=share, user=user)
    return row


def drawn(house: House) -> PaySheet:
    month = ClosedPeriod.objects.filter(span="month").first() or closed()
    with at(2026, 11, 6):
        return keeping.draw_up(month, house.office)


def test_a_worked_example_matches_to_the_dong(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit is worth 234.000 đ (a tenth of the base salary of 2.340.000 đ); control is paid 15 % of the authors' pay.

    1. A news item by An alone: 1 x 234.000 = 234.000.                          Control: 35.100.
    2. An excellent feature by An 60 % and Bình 40 %, own work:
       12,5 x 234.000 = 2.925.000; An 1.755.000, Bình 1.170.000.                Control: 438.750.
    3. A feature without a grade, collected, paid at 50 %, by three at 33, 33 and 34 %:
       10 x 234.000 x 50 % = 1.170.000; 386.100 + 386.100 + 397.800.            Control: 175.500.
    4. A reused news item: nothing. 5. A video: no rate, nothing. 6. A news item withdrawn in October: nothing.

    An: 234.000 + 1.755.000 + 386.100 = 2.375.100, from 2.000.000 on taxed at 10 %: 237.510, paid out 2.137.590.
    Bình: 1.170.000 + 386.100 = 1.556.100, no tax. Chi (no account): 397.800.
    The board's approver: 35.100 + 438.750 + 175.500 = 649.350.
    Together 2.375.100 + 1.556.100 + 397.800 + 649.350 = 4.978.350, tax 237.510, paid out 4.740.840.
    """
    an, binh = house.contributor, house.second_board
    written(house, 2, ("An", 100, an))
    good = written(house, 3, ("An", 60, an), ("Bình", 40, binh), kind="feature")
    written(house, 4, ("An", 33, an), ("Bình", 33, binh), ("Chi", 34, None), kind="feature", origin="collected")
    written(house, 5, ("An", 100, an), origin="reused")
    written(house, 6, ("An", 100, an), kind="video")
    gone = written(house, 7, ("An", 100, an))
    measured(Withdrawal, gone, house, local(2026, 10, 20), meaning="error")
    monkeypatch.setattr(reckoning, "grades_of", lambda rows: {good.pk: "excellent"})
    adopted(house)
    sheet = drawn(house)
    sums = totals(sheet)
    paid = {payee.name: (payee.authored, payee.controlled, payee.tax, payee.net) for payee in sums.payees}
    assert paid == {
        "An": (2_375_100, 0, 237_510, 2_137_590),
        "Bình": (1_556_100, 0, 0, 1_556_100),
        "Chi": (397_800, 0, 0, 397_800),
        str(house.board): (0, 649_350, 0, 649_350),
    }
    assert (sums.total, sums.tax, sums.net) == (4_978_350, 237_510, 4_740_840)
    assert sums.by_unit == [(house.ours.name, 4_978_350)]
    nothing = sheet.lines.filter(amount=0).order_by("contribution__published_at")
    assert [line.why for line in nothing] == ["reused", "no_rate", "gone"]


def test_the_grade_is_the_last_approving_verdict_before_publication(house: House) -> None:
    article = a_public(house.ours, house.contributor, house.board)
    row = Contribution.objects.get(item_id=article.pk)
    assert reckoning.grades_of([row]) == {}
    visit = StageState.objects.get(workflow_state__object_id=str(article.pk))
    before, after = row.published_at - timedelta(minutes=1), row.published_at + timedelta(days=1)
    for moment, grade, person in ((before, "good", house.office), (after, "fair", house.leader)):
        with time_machine.travel(moment, tick=False):
            Verdict.objects.create(visit=visit, user=person, decision="approved", grade=grade, text_digest="")
    assert reckoning.grades_of([row]) == {row.pk: "good"}


def test_nothing_is_paid_until_a_table_is_adopted(house: House) -> None:
    written(house, 2, ("An", 100, house.contributor))
    with pytest.raises(ValidationError):
        drawn(house)
    adopted(house, first=date(2026, 11, 1))
    with pytest.raises(ValidationError):
        drawn(house)
    assert not PaySheet.objects.exists()
    shown = house.client("office").get(reverse("remuneration:index"))
    assert shown.context["months"] is not None
    adopted(house)
    assert drawn(house).table.decision == DECISION


def test_a_sheet_is_drawn_reviewed_and_approved_by_three_people_and_then_locked(house: House) -> None:
    written(house, 2, ("An", 100, house.contributor))
    adopted(house)
    sheet = drawn(house)
    with pytest.raises(PermissionDenied):
        keeping.approve(sheet, house.superuser)
    with pytest.raises(PermissionDenied):
        keeping.review(sheet, house.office)
    keeping.review(sheet, house.committee)
    again = drawn(house)
    assert (again.pk, again.state, again.reviewed_by) == (sheet.pk, "drawn", None)
    assert again.lines.count() == 2
    keeping.review(sheet, house.committee)
    for who in (house.office, house.committee):
        with pytest.raises(PermissionDenied):
            keeping.approve(sheet, who)
    locked = keeping.approve(sheet, house.superuser)
    assert locked.is_locked
    before = list(locked.lines.values_list("name", "amount"))
    with pytest.raises(PermissionDenied):
        keeping.draw_up(sheet.period, house.office)
    with pytest.raises(ValidationError):
        adopted(house)
    with pytest.raises(ImmutableRow):
        PayLine.objects.all().delete()
    with pytest.raises(ImmutableRow):
        PayLine.objects.update(amount=1)
    given(house.ours, 10, 9)
    assert list(PaySheet.objects.get().lines.values_list("name", "amount")) == before
    acts = RecordEntry.objects.filter(verb__startswith="pay_").values_list("verb", flat=True).order_by("number")
    assert [acts[0], acts.last()] == [Verb.PAY_ADOPTED, Verb.PAY_APPROVED]


@pytest.mark.parametrize("who", ["contributor", "board", "leader", "unit_admin", "their_board"])
def test_what_people_are_paid_is_seen_by_nobody_of_a_unit(house: House, who: str) -> None:
    written(house, 2, ("Nguyễn Văn Kín", 100, house.contributor))
    adopted(house)
    sheet = drawn(house)
    client = house.client(who)
    for address in (
        reverse("remuneration:index"),
        reverse("remuneration:adopt"),
        reverse("remuneration:sheet", args=[sheet.pk]),
        f"{reverse('remuneration:sheet', args=[sheet.pk])}?export=xlsx",
        f"{reverse('remuneration:sheet', args=[sheet.pk])}?export=csv",
    ):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Kín" not in answer.content.decode()
    for address in (
        reverse("remuneration:draw_up", args=[sheet.period_id]),
        reverse("remuneration:decide", args=[sheet.pk, "soat"]),
        reverse("remuneration:decide", args=[sheet.pk, "duyet"]),
        reverse("remuneration:adopt"),
    ):
        assert client.post(address).status_code == 403
    sheet.refresh_from_db()
    assert sheet.state == "drawn"
    person = getattr(house, who)
    for act in (keeping.review, keeping.approve):
        with pytest.raises(PermissionDenied):
            act(sheet, person)
    with pytest.raises(PermissionDenied):
        keeping.draw_up(sheet.period, person)


def test_the_screens_adopt_a_table_and_give_the_list_to_sign(house: House) -> None:
    written(house, 2, ("An", 100, house.contributor))
    closed()
    client = house.client("office")
    typed = {
        "decision": DECISION,
        "decided_on": "20/09/2026",
        "valid_from": "02/10/2026",
        "unit_value": "234000",
        "collected_percent": "50",
        "reused_percent": "0",
        "control_percent": "15",
        "tax_from": "2000000",
        "tax_percent": "10",
        "rate-news-": "1,5",
    }
    wrong = client.post(reverse("remuneration:adopt"), typed)
    assert wrong.status_code == 422
    assert DECISION in wrong.content.decode()
    with at(2026, 11, 5):
        client = house.client("office")
        assert client.post(reverse("remuneration:adopt"), {**typed, "valid_from": "01/10/2026"}).status_code == 302
        month = ClosedPeriod.objects.get()
        assert client.post(reverse("remuneration:draw_up", args=[month.pk])).status_code == 302
        address = reverse("remuneration:sheet", args=[PaySheet.objects.get().pk])
        assert "351.000" in client.get(address).content.decode()
        file = client.get(f"{address}?export=xlsx")
        rows = list(load_workbook(io.BytesIO(b"".join(file.streaming_content))).active.iter_rows(values_only=True))
        assert any(row[1] == "An" and row[-2] == 351_000 for row in rows)
        assert rows[-1][-2] == 351_000 + 52_650
        lines = b"".join(client.get(f"{address}?export=csv").streaming_content).decode()
        assert "1,50" in lines
        assert house.client("committee").post(reverse("remuneration:decide", args=[PaySheet.objects.get().pk, "soat"]))
    assert PaySheet.objects.get().state == "reviewed"


@pytest.mark.clause("LD-6.1a")
def test_the_list_to_sign_is_a_paper_that_is_the_same_to_the_byte(house: House) -> None:
    people = [(f"Nguyễn Thị Người thứ {number}", 100, None) for number in range(1, 61)]
    for number, author in enumerate(people):
        written(house, 2 + number % 20, author)
    adopted(house)
    sheet = drawn(house)
    address = reverse("remuneration:sheet", args=[sheet.pk])
    with at(2026, 11, 20):
        client = house.client("committee")
        files = {form: client.get(f"{address}?export={form}").getvalue() for form in ("docx", "pdf")}
    with at(2027, 3, 4):
        client = house.client("committee")
        assert {form: client.get(f"{address}?export={form}").getvalue() for form in files} == files
    (table,) = Document(io.BytesIO(files["docx"])).tables[1:2]
    cells, sums = [[cell.text for cell in row.cells] for row in table.rows], totals(sheet)
    assert {row[1] for row in cells[1:-1]} == {str(house.board), *(name for name, *_share in people)}
    assert ["234.000", "0", "234.000", ""] in [row[3:] for row in cells]
    assert cells[-1][3:6] == [money.written(value) for value in (sums.total, sums.tax, sums.net)]
    pages = pypdfium2.PdfDocument(files["pdf"])
    printed = [" ".join(page.get_textpage().get_text_range().split()) for page in pages]
    assert "ngày 06 tháng 11 năm 2026" in printed[0]
    assert all("Ký" in text for text in printed[:-1])
    for number in range(1, 61):
        assert any(f"Người thứ {number} " in text for text in printed), number
    for who in ("leader", "contributor", "board"):
        assert house.client(who).get(f"{address}?export=pdf").status_code == 403
