"""Obstacles in applying the regulation: told at a clause, answered, collected into a proposal as DOCX and PDF."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from docx import Document

from tests.units._house import House, a_house
from units.models import AmendmentProposal, Message, Obstacle, RecordEntry
from units.obstacles import collecting, keeping
from units.obstacles.clauses import Clause
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-7.3a", "ND-14.3")]

SECRET = "Chuyen noi bo cua don vi ban"
FACTS = {"opening": "Qua một năm thực hiện.", "closing": "Đề nghị xem xét.", "issuer": "Văn phòng", "place": "Lâm Đồng"}
SEVEN_THREE = Clause(7, 3)


@pytest.fixture
def house() -> House:
    return a_house()


def told(house: House, clause: Clause = SEVEN_THREE, text: str = "Thời hạn quá ngắn.", **facts: Any) -> Obstacle:
    said = {"suggestion": "", "unit": house.ours, "by": house.contributor, **facts}
    return keeping.report(clause, text, **said)


def test_anybody_tells_one_and_the_office_answers(house: House) -> None:
    typed = {"article": "7", "paragraph": "3", "point": "", "text": "Thời hạn quá ngắn.", "unit": house.ours.pk}
    client = house.client("contributor")
    wrong = client.post(reverse("obstacles:report"), {**typed, "article": "0", "point": "3"})
    assert (wrong.status_code, "Thời hạn quá ngắn." in wrong.content.decode()) == (422, True)
    assert set(wrong.context["form"].errors) == {"article", "point"}
    assert client.post(reverse("obstacles:report"), typed).status_code == 302
    found = Obstacle.objects.get()
    assert (found.clause, found.unit, str(found.clause)) == (SEVEN_THREE, house.ours, "khoản 3 Điều 7")
    assert Message.objects.of(house.office).get().url == keeping.address(found)
    answer = reverse("obstacles:answer", args=[found.pk])
    assert house.client("contributor").post(answer, {"answer": "x"}).status_code == 403
    assert house.client("office").post(answer, {"answer": ""}).status_code == 422
    assert house.client("office").post(answer, {"answer": "Sẽ trình Thường trực."}).status_code == 302
    assert "Sẽ trình Thường trực." in client.get(keeping.address(found)).content.decode()
    assert Message.objects.of(house.contributor).get().url == keeping.address(found)
    acts = RecordEntry.objects.filter(verb=Verb.OBSTACLE).order_by("number")
    assert [(entry.details["act"], entry.actor_id) for entry in acts] == [
        ("told", house.contributor.pk),
        ("answered", house.office.pk),
    ]


def test_who_holds_a_role_for_the_site_tells_one_without_a_unit(house: House) -> None:
    client = house.client("committee")
    assert client.post(reverse("obstacles:report"), {"article": "3", "text": "Rộng."}).status_code == 302
    assert Obstacle.objects.get().unit is None
    with pytest.raises(PermissionDenied):
        told(house, unit=house.theirs)
    with pytest.raises(ValidationError):
        told(house, text=" ")


@pytest.mark.clause("ND-13.6a")
def test_nobody_reads_an_obstacle_of_another_unit_by_any_parameter(house: House) -> None:
    found = told(house, text=SECRET, unit=house.theirs, by=house.their_writer)
    listing = reverse("obstacles:index")
    for who in ("leader", "their_board"):
        client = house.client(who)
        for more in (f"?clause={found.clause.key}", "?clause=x", "?unit=da-lat&by=1&p=2"):
            page = client.get(f"{listing}{more}")
            assert (page.status_code, SECRET in page.content.decode()) == (200, False), (who, more)
            assert page.context["clauses"] == []
        for answer in (
            client.get(keeping.address(found)),
            client.post(reverse("obstacles:answer", args=[found.pk]), {"answer": "x"}),
            client.get(reverse("obstacles:proposals")),
        ):
            assert (answer.status_code, SECRET in answer.content.decode()) == (403, False)
    their_leader = house.portal.member("leader", house.theirs)
    assert found in list(keeping.rules.reach_of(their_leader))
    for who in ("their_writer", "office", "committee"):
        assert SECRET in house.client(who).get(f"{listing}?clause=7.3.").content.decode()


def test_the_list_counts_by_clause_in_the_order_of_the_regulation(house: House) -> None:
    for clause in (Clause(10), Clause(7, 3, "đ"), Clause(7, 3, "d"), SEVEN_THREE, SEVEN_THREE):
        told(house, clause)
    keeping.answer(Obstacle.objects.first().pk, "Đã rõ.", house.office)
    rows = collecting.by_clause(Obstacle.objects.all())
    assert [(row.clause, row.told, row.waiting) for row in rows] == [
        (SEVEN_THREE, 2, 1),
        (Clause(7, 3, "d"), 1, 1),
        (Clause(7, 3, "đ"), 1, 1),
        (Clause(10), 1, 1),
    ]
    assert [Clause.read(row.clause.key) for row in rows] == [row.clause for row in rows]


def proposal(house: House) -> AmendmentProposal:
    told(house, by=house.contributor)
    told(house, text="Không rõ ai trả lời.", suggestion="Ghi rõ Văn phòng.", unit=None, by=house.committee)
    told(house, Clause(5, 2), "Chưa có mẫu.", unit=house.theirs, by=house.their_writer)
    told(house, Clause(9), "Việc khác.")
    return collecting.begin([SEVEN_THREE, Clause(5, 2)], house.office)


def test_a_proposal_collects_what_was_told_by_clause(house: House) -> None:
    found = proposal(house)
    assert [row.clause for row in found.wordings.all()] == [Clause(5, 2), SEVEN_THREE]
    assert found.obstacles.count() == 3
    with pytest.raises(ValidationError):
        collecting.begin([SEVEN_THREE], house.office)
    with pytest.raises(PermissionDenied):
        collecting.begin([Clause(9)], house.committee)
    with pytest.raises(ValidationError):
        collecting.submit(found.pk, house.office)
    wordings = {row.pk: f"Sửa {row.clause}." for row in found.wordings.all()}
    collecting.write(found.pk, FACTS, wordings, house.office)
    collecting.submit(found.pk, house.office)
    assert Message.objects.of(house.committee).filter(url=collecting.address(found)).exists()
    assert Message.objects.of(house.their_writer).get().text
    for verb in (
        lambda: collecting.submit(found.pk, house.office),
        lambda: collecting.write(found.pk, FACTS, {}, house.office),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    client = house.client("committee")
    docx, pdf = (
        b"".join(client.post(reverse("obstacles:proposal_download", args=[found.pk, form])).streaming_content)
        for form in ("docx", "pdf")
    )
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs)
    printed = " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split())
    for said in ("Khoản 2 Điều 5", "Chưa có mẫu.", house.theirs.name, "Ghi rõ Văn phòng.", "Sửa khoản 3 Điều 7."):
        assert said in text, said
        assert said in printed, said
    for name in (str(house.contributor), str(house.committee), "Việc khác."):
        assert name not in text


def test_the_way_on_the_screen(house: House) -> None:
    found = proposal(house)
    office, committee = house.client("office"), house.client("committee")
    screens = {name: reverse(f"obstacles:{name}", args=[found.pk]) for name in ("proposal", "proposal_write")}
    typed = {**FACTS, **{f"wording-{row.pk}": "Sửa." for row in found.wordings.all()}}
    assert committee.get(screens["proposal_write"]).status_code == 403
    assert committee.post(screens["proposal_write"], typed).status_code == 403
    assert committee.post(reverse("obstacles:proposals"), {"clauses": ["9.0."]}).status_code == 403
    assert office.post(reverse("obstacles:proposals"), {"clauses": ["1.0."]}).status_code == 422
    download = reverse("obstacles:proposal_download", args=[found.pk, "pdf"])
    assert office.post(download).status_code == 404
    wrong = office.post(screens["proposal_write"], {**typed, "place": ""})
    assert (wrong.status_code, "Qua một năm thực hiện." in wrong.content.decode()) == (422, True)
    assert office.post(reverse("obstacles:proposal_submit", args=[found.pk])).status_code == 422
    assert office.post(screens["proposal_write"], typed).status_code == 302
    assert office.post(reverse("obstacles:proposal_submit", args=[found.pk])).status_code == 302
    late = office.post(screens["proposal_write"], {**typed, "opening": "Muộn."})
    assert (late.status_code, "Muộn." in late.content.decode()) == (403, True)
    assert "Qua một năm thực hiện." in committee.get(screens["proposal"]).content.decode()
    assert office.post(reverse("obstacles:proposals"), {"clauses": ["9.0."]}).status_code == 302
    assert AmendmentProposal.objects.first().issuer == "Văn phòng"
    assert office.post(reverse("obstacles:proposal_download", args=[found.pk, "odt"])).status_code == 404
