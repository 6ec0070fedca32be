"""The other doors of the public, made to break: feedback, the way in, lists, and addresses of items."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from home.models import ArticlePage
from qa.feedback.models import DataRequest, Feedback, SealedIdentity
from qa.feedback.sending.forms import WrongContentForm
from qa.models import IntakeFile, Question, State
from tests.factories.articles import a_public
from tests.factories.feedback import TEXT as FEEDBACK
from tests.factories.feedback import a_key, a_leader, an_officer, sent
from tests.factories.questions import TEXT, a_question
from tests.operations._hostile import HARM, a_patient_house, calm, files, text, tried, untouched
from tests.units._house import House

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-13.3", "LD-4.1c", "ND-6.2i")]

SEND, WRONG, FOLLOW = "/phan-anh/", "/phan-anh/sai-lech/", "/phan-anh/theo-doi/"
LISTS = ("/hoi-dap/", "/tinh-huong/", "/thong-ke/", "/rss/", "/hoi-dap/tuong-tu/")
ASKED = ("q", "page", "field", "unit", "quarter", "year", "month", "kind", "section", "state", "sort", "p", "export")
CARRIED = ("kept", "confirmed", "edit", "about", "key")
REPORTED = ("effective-directive", "violated-directive", "blocked-uri", "document-uri")
STEPS = ("ma-xac-thuc", "thiet-bi", "mat-khau-moi", "quy-che", "thoat", "tiep-tuc")


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> House:
    found = a_patient_house(monkeypatch, settings, tmp_path)
    # Somebody reads feedback, and its identities can be sealed: nothing is refused for want of them.
    officer = an_officer(found.portal)
    a_leader(found.portal)
    a_key(officer, an_officer(found.portal))
    return found


@given(
    where=st.sampled_from([SEND, WRONG]),
    fields=st.dictionaries(st.sampled_from([*WrongContentForm.base_fields, *CARRIED]), text),
    file=files,
)
@example(where=SEND, fields=dict.fromkeys(WrongContentForm.base_fields, HARM), file=("a.svg", b"<svg><script>"))
@tried
def test_whatever_is_sent_as_feedback_is_none(house: House, where, fields, file):
    untouched()
    upload = SimpleUploadedFile("a.bin", file[1])
    upload._name = file[0] or "a"
    calm(Client().post(where, {**fields, "files": upload}))
    calm(Client().get(where, fields))
    assert not Feedback.objects.exists()
    assert not SealedIdentity.objects.exists()
    assert not IntakeFile.objects.exclude(kind="application/pdf").exists()


@given(code=text, more=st.dictionaries(st.sampled_from(["wish", "missing", "x"]), text))
@tried
def test_whatever_is_sent_as_a_code_of_feedback_opens_nothing(house: House, code, more):
    untouched()
    answer = Client().post(FOLLOW, {**more, "code": code})
    calm(answer)
    assert answer.status_code in (403, 404, 422)
    assert not DataRequest.objects.exists()


@given(username=text, password=text, following=text, step=st.sampled_from(STEPS))
@tried
def test_whatever_is_typed_at_the_door_lets_nobody_in(house: House, username, password, following, step):
    untouched()
    client = Client()
    answer = client.post(reverse("wagtailadmin_login"), {"username": username, "password": password, "next": following})
    calm(answer, of="admin")
    calm(client.post(f"/quan-tri/dang-nhap/{step}/", {"code": password, "new_password1": password}), of="admin")
    calm(client.post(reverse("wagtailadmin_password_reset"), {"email": username}), of="admin")
    calm(client.get(f"/quan-tri/password_reset/confirm/{username[:9].strip('/') or 'x'}/set-password/"), of="admin")
    assert "_auth_user_id" not in client.session
    assert not mail.outbox
    assert not get_user_model().objects.filter(last_login__isnull=False).exists()


@given(asked=st.dictionaries(st.sampled_from(ASKED), text))
@tried
def test_whatever_a_list_is_asked_there_is_an_answer(house: House, asked):
    untouched()
    for address in LISTS:
        calm(Client().get(address, asked))


@given(word=text, more=st.dictionaries(st.sampled_from(ASKED), text))
@tried
def test_whatever_is_made_of_the_address_of_an_item_there_is_an_answer(house: House, word, more):
    untouched()
    item = ArticlePage.objects.published().first() or a_public(house.ours, house.contributor, house.board)
    tail = word.replace("?", "").replace("#", "")
    for address in (f"{item.url}{tail}", f"{item.url.rstrip('/')}{tail}", f"/huu-ich/{tail}/", f"/tai-lieu/1/{tail}"):
        calm(Client().get(address, more))


@pytest.fixture
def codes(house: House) -> dict[str, str]:
    """Of each page to follow something up on, a code that opens something."""
    return {FOLLOW: sent().code, "/hoi-dap/theo-doi/": a_question(house.ours).code}


@given(more=st.dictionaries(st.sampled_from(["wish", "missing", "x"]), text | st.sampled_from(DataRequest.Wish.values)))
@tried
def test_whoever_has_a_code_changes_nothing_of_what_they_sent(house: House, codes: dict[str, str], more):
    untouched()
    for where, code in codes.items():
        answer = Client().post(where, {**more, "code": code})
        calm(answer)
        assert answer.status_code in (200, 422), where
    assert [*Feedback.objects.values_list("text", flat=True)] == [FEEDBACK]
    assert [*Question.objects.values_list("text", "state")] == [(TEXT, State.RECEIVED)]
    # Of each wish one, and only those that there are.
    assert DataRequest.objects.count() <= len(codes) * len(DataRequest.Wish)
    assert {*DataRequest.objects.values_list("wish", flat=True)} <= {*DataRequest.Wish.values}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | text,
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.sampled_from(REPORTED), some),
    max_leaves=8,
)


@given(body=st.binary(max_size=600) | VALUES.map(lambda value: json.dumps({"csp-report": value}).encode()))
@example(body=b'{"csp-report": {"effective-directive": "\\ud800", "blocked-uri": "\\u0000", "document-uri": "//["}}')
@tried
def test_whatever_a_browser_reports_is_taken_with_the_same_answer(house: House, body):
    untouched()
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = Client().post(reverse("policy-report"), body, content_type="application/csp-report")
    assert (answer.status_code, answer.content, dict(answer.cookies)) == (204, b"", {})
