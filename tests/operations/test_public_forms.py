"""What the public may send, made to break it: never a failure, never an effect, always a page in plain words."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from operations.models import NetworkPolicy
from qa.asking.forms import AskForm
from qa.models import IntakeFile, Question
from search.log.models import Missed
from tests.factories import situations
from tests.factories.questions import TEXT, hidden
from tests.operations._hostile import HARM, RAW, a_patient_house, calm, files, text, tried, untouched
from tests.qa.test_intake import solution
from tests.units._house import House
from units.usefulness.models import ReaderComment

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-13.3", "LD-4.1c")]

ASK, FOLLOW, MISSED = ("/hoi-dap/gui-cau-hoi/", "/hoi-dap/theo-doi/", "/tim-kiem/khong-thay/")


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> House:
    return a_patient_house(monkeypatch, settings, tmp_path)


@given(fields=st.dictionaries(st.sampled_from([*AskForm.base_fields, "kept", "confirmed", "edit"]), text), sent=files)
@example(fields=dict.fromkeys(AskForm.base_fields, HARM), sent=("a.svg", b"<svg><script>"))
@tried
def test_whatever_is_sent_as_a_question_is_none(house: House, fields, sent):
    untouched()
    before = Question.objects.count()
    upload = SimpleUploadedFile("a.bin", sent[1])
    upload._name = sent[0] or "a"
    answer = Client().post(ASK, {**fields, "files": upload})
    calm(answer)
    # Nothing is taken without consent and a look at it, or work done for it.
    assert Question.objects.count() == before
    assert IntakeFile.objects.exclude(kind="application/pdf").count() == 0


@given(code=text, more=st.dictionaries(st.sampled_from(["missing", "code", "x"]), text))
@tried
def test_whatever_is_sent_as_a_code_opens_nothing(house: House, code, more):
    untouched()
    answer = Client().post(FOLLOW, {**more, "code": code})
    calm(answer)
    assert answer.status_code in (403, 404, 422)


@given(query=text, note=text)
@tried
def test_whatever_is_asked_or_reported_to_the_search_is_answered(house: House, query, note):
    untouched()
    for answer in (
        Client().get("/tim-kiem/", {"q": query, "page": note[:9], "unit": note[:9], "sort": query[:9]}),
        Client().get("/tim-kiem/goi-y/", {"q": query}),
        Client().post(MISSED, {"q": query, "note": note}),
        Client().post(f"/tim-kiem/mo/?{'t=' + '1' * len(note[:50])}"),
    ):
        calm(answer)


@given(fields=st.dictionaries(st.sampled_from(["useful", "text", "trang_web"]), text))
@tried
def test_whatever_is_sent_about_an_item_is_a_comment_or_none(house: House, fields):
    untouched()
    item = _item(house)
    for name in ("vote", "comment"):
        calm(Client().post(reverse(f"usefulness:{name}", args=[item.item_key]), fields))


def _item(house: House) -> Any:
    from knowledge.models import Situation

    return Situation.objects.filter(live=True).first() or situations.a_public(
        house.ours, house.contributor, house.board
    )


@given(path=text)
@tried
def test_whatever_address_is_asked_for_there_is_an_answer(house: House, path):
    calm(Client().get("/" + path.replace("?", "").replace("#", "")))


def test_markup_in_any_field_is_never_markup_on_any_screen(house: House):
    """Sent as a reader, then looked at by everybody who reads it."""
    client = Client()
    key = hidden(client.get(ASK), "key")
    typed = {"text": f"{TEXT} {HARM}", "name": HARM, "phone": HARM[:40], "email": "a@b.vn", "consent": "on"}
    shown = [client.post(ASK, {"key": key, **typed}), client.post(ASK, {"key": key, **typed, "email": HARM})]
    shown.append(client.post(ASK, {"key": key, **typed, "proof": solution("question")}))
    Question.objects.update(unit=house.ours)
    question = Question.objects.get()
    item = _item(house)
    shown.append(client.post(reverse("usefulness:comment", args=[item.item_key]), {"text": HARM}))
    shown.append(client.post(MISSED, {"q": HARM, "note": HARM}, follow=True))
    assert ReaderComment.objects.get().text == HARM
    assert Missed.objects.exists()
    screens = {
        reverse("questions:index"): "board",
        reverse("questions:question", args=[question.pk]): "board",
        "/quan-tri/y-kien-ban-doc/": "board",
        "/quan-tri/bao-cao/tim-kiem/?what=missed": "office",
    }
    read = [house.client(reader).get(screen) for screen, reader in screens.items()]
    assert not [answer for answer in (*shown, *read) if any(raw in answer.content.decode() for raw in RAW)]
    # It was there to be seen, as text.
    assert all(html.escape("<script>alert(1)", quote=False) in answer.content.decode() for answer in read)
    assert not NetworkPolicy.objects.exists()
