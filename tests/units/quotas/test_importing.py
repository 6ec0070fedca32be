"""Quotas typed and imported: a sheet is taken as a whole, or every mistake is named and nothing is done."""

from __future__ import annotations

import contextlib
import io
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import given as for_any
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.units._house import House, a_house
from tests.units.quotas._desk import DECISION, OCTOBER, asked, assigned, at
from units.models import Quota, QuotaDecision, RecordEntry
from units.quotas import assigning, reading
from units.quotas.assigning import Ground
from units.record.verbs import Verb
from units.spreadsheets import SheetError

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-7.1c")]


@pytest.fixture
def house() -> House:
    return a_house()


def xlsx(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    page = book.active
    page.append(["Chỉ tiêu tin, bài"])
    page.append(reading.headings())
    for row in rows:
        page.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def csv_of(*rows: tuple[Any, ...], mark: str = ",") -> bytes:
    lines = [mark.join(str(cell) for cell in row) for row in [tuple(reading.headings()), *rows]]
    return "\r\n".join(lines).encode("utf-8-sig")


def read(content: bytes, name: str = "chi-tieu.xlsx") -> list[tuple[str, str, str, date, int]]:
    with at(2026, 10, 2):
        found = reading.read(io.BytesIO(content), name)
    return [(each.unit.code, each.kind, each.span, each.period.first, each.number) for each in found]


def mistakes(content: bytes, name: str = "chi-tieu.xlsx") -> list[str]:
    with pytest.raises(SheetError) as refused:
        read(content, name)
    return refused.value.sentences


def test_a_sheet_is_read_however_people_write_units_kinds_and_periods(house: House) -> None:
    written = xlsx(
        ("vptu", "Tin", "10/2026", 4),
        (house.theirs.name.upper(), "", "IV/2026", 12.0),
        ("da-lat", "video", date(2026, 11, 1), "2"),
        ("btgtu", "news", 2026, 40),
        ("btgtu", "news", "2026-Q4", None),
    )
    assert read(written) == [
        ("vptu", "news", "month", OCTOBER, 4),
        ("da-lat", "", "quarter", OCTOBER, 12),
        ("da-lat", "video", "month", date(2026, 11, 1), 2),
        ("btgtu", "news", "year", date(2026, 1, 1), 40),
    ]
    for mark in (",", ";"):
        assert read(csv_of(("vptu", "Tin", "2026-10", 4), mark=mark), "a.csv") == [
            ("vptu", "news", "month", OCTOBER, 4)
        ]


def test_every_mistake_is_named_by_file_row_and_column(house: House) -> None:
    wrong = mistakes(
        xlsx(
            ("vptu", "news", "10/2026", 4),
            ("khong-co", "news", "10/2026", 4),
            ("vptu", "thơ", "10/2026", 4),
            ("vptu", "news", "13/2026", 4),
            ("vptu", "news", "08/2026", 4),
            ("vptu", "news", "11/2026", -1),
            ("vptu", "news", "11/2026", "bốn"),
            ("vptu", "news", "10/2026", 5),
        )
    )
    unit, kind, when, quota = reading.headings()
    expected = [(4, unit), (5, kind), (6, when), (7, when), (8, quota), (9, quota), (10, unit)]
    assert len(wrong) == len(expected)
    for sentence, (row, column) in zip(wrong, expected, strict=True):
        assert sentence.startswith("chi-tieu.xlsx")
        assert f" {row}," in sentence
        assert f"“{column}”" in sentence
    assert "3" in wrong[-1]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PK\x03\x04 nothing", b"a,b\n1,2\n", b"x" * 5_000_001])
def test_what_is_no_sheet_is_refused_with_a_sentence(house: House, content: bytes) -> None:
    assert "tep.csv" in mistakes(content, "tep.csv")[0]


def test_a_sheet_without_a_number_is_told_so(house: House) -> None:
    assert len(mistakes(xlsx(("vptu", "news", "10/2026", None)))) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@for_any(st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_sheet_is_read_or_refused_but_breaks_nothing(house: House, place: int, noise: bytes) -> None:
    content = bytearray(xlsx(("vptu", "news", "10/2026", 4)))
    place %= len(content)
    content[place : place + len(noise)] = noise
    # Whatever else it raised would be a server error for whoever sent the sheet.
    with contextlib.suppress(SheetError):
        assert len(read(bytes(content))) == 1


def send(house: House, content: bytes, who: str = "office", name: str = "chi-tieu.xlsx") -> Any:
    data = {"decision": DECISION, "decided_on": "01/10/2026", "file": SimpleUploadedFile(name, content)}
    with at(2026, 10, 2):
        return house.client(who).post(reverse("quotas:take_sheet"), data)


def test_of_a_sheet_with_one_mistake_nothing_is_done(house: House) -> None:
    answer = send(house, xlsx(("vptu", "news", "10/2026", 4), ("khong-co", "news", "10/2026", 4)))
    assert answer.status_code == 422
    assert "chi-tieu.xlsx" in answer.content.decode()
    assert DECISION in answer.content.decode()
    assert (Quota.objects.count(), QuotaDecision.objects.count()) == (0, 0)
    assert send(house, xlsx(("vptu", "news", "10/2026", 4))).status_code == 302
    assert Quota.objects.get().decision.number == DECISION
    assert RecordEntry.objects.get(verb=Verb.QUOTA_ASSIGNED).details["decision"] == DECISION


def test_the_sheet_to_fill_in_can_be_filled_in_and_sent(house: House) -> None:
    with at(2026, 10, 2):
        response = house.client("office").get(reverse("quotas:blank"))
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    page = book.active
    filled = [row for row in page.iter_rows() if row[0].value == "da-lat"]
    filled[0][3].value = 7
    target = io.BytesIO()
    book.save(target)
    assert read(target.getvalue()) == [("da-lat", "", "month", OCTOBER, 7)]


def test_one_quota_is_typed(house: House) -> None:
    typed = {
        "decision": DECISION,
        "decided_on": "01/10/2026",
        "unit": house.ours.pk,
        "kind": "news",
        "span": "quarter",
        "number": "5",
        "year": "2026",
        "quota": "9",
    }
    with at(2026, 10, 2):
        client = house.client("office")
        wrong = client.post(reverse("quotas:add"), typed)
        assert wrong.status_code == 422
        assert set(wrong.context["form"].errors) == {"number"}
        over = client.post(reverse("quotas:add"), {**typed, "number": "3"})
        assert over.status_code == 422
        assert client.post(reverse("quotas:add"), {**typed, "number": "4"}).status_code == 302
        shown = client.get(reverse("quotas:decisions")).content.decode()
    assert DECISION in shown
    quota = Quota.objects.get()
    assert (quota.span, quota.first, quota.number) == ("quarter", OCTOBER, 9)


def test_the_door_refuses_what_cannot_be(house: House) -> None:
    good, ground = [asked(house.ours, 4)], Ground(DECISION, date(2026, 9, 20))
    with at(2026, 9, 21):
        for wrong_ground, wanted in (
            (Ground(" ", ground.decided_on), good),
            (Ground(DECISION, date(2026, 9, 22)), good),
            (ground, []),
            (ground, good * 2),
            (ground, [asked(house.ours, 4, first=date(2026, 8, 1))]),
        ):
            with pytest.raises(ValidationError):
                assigning.assign(wrong_ground, wanted, house.office)
        for who in ("contributor", "board", "leader", "unit_admin", "committee", "reader"):
            with pytest.raises(PermissionDenied):
                assigning.assign(ground, good, getattr(house, who))
    assert not QuotaDecision.objects.exists()


@pytest.mark.parametrize("who", ["contributor", "board", "leader", "unit_admin", "committee"])
def test_nobody_but_the_office_assigns(house: House, who: str) -> None:
    assert send(house, xlsx(("vptu", "news", "10/2026", 4)), who).status_code == 403
    client = house.client(who)
    for screen in ("decisions", "add", "take_sheet", "blank"):
        assert client.get(reverse(f"quotas:{screen}")).status_code == 403
    assert client.post(reverse("quotas:add"), {"quota": "1"}).status_code == 403
    assert not Quota.objects.exists()


def test_a_quota_of_nothing_ends_what_an_earlier_decision_asked(house: House) -> None:
    assigned(house, asked(house.ours, 4))
    assigned(house, asked(house.ours, 0), on=date(2026, 10, 1))
    assert [quota.number for quota in Quota.objects.standing()] == [0]
