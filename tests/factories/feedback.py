"""Feedback in each state, brought there through the same doors as in life."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.test import Client

from qa.feedback.handling import directing, taking
from qa.feedback.models import Feedback, Kind, SealingKey, Synthesis
from qa.feedback.sealing import keys
from qa.feedback.sending import about, receiving
from qa.feedback.sending.forms import FeedbackForm, WrongContentForm
from qa.feedback.synthesising import writing
from qa.intake import codes
from qa.models import PublicForm
from tests.factories.portal import Portal
from tests.factories.questions import hidden

TEXT = "Đường vào chi bộ thôn hỏng đã ba tháng mà chưa ai sửa."
SEND, WRONG, FOLLOW = "/phan-anh/", "/phan-anh/sai-lech/", "/phan-anh/theo-doi/"


def an_officer(portal: Portal, **user: Any) -> Any:
    """A person named for feedback by a decision."""
    return portal.member("feedback_officer", **user)


def a_leader(portal: Portal) -> Any:
    """A person of the Standing Board, which directs."""
    return portal.member("standing_board")


def a_key(*holders: Any) -> tuple[SealingKey, dict[Any, str]]:
    """A key, and each holder's share as printed."""
    key, shares = keys.make(holders, "Quyết định số 5-QĐ/TU")
    return key, {person: str(share) for person, share in shares.items()}


def sent(text: str = TEXT, page: Any = None, **given: Any) -> Feedback:
    """What somebody has sent; its code is ``feedback.code``. About ``page`` where one is given."""
    data = QueryDict(mutable=True)
    data.update({"text": text, "kind": Kind.INFORMATION, "consent": "on", **given})
    if page is not None:
        data["about_token"] = about.token(page)
    terms = PublicForm.objects.get(code="feedback")
    form = (FeedbackForm if page is None else WrongContentForm)(data, terms=terms)
    assert form.is_valid(), form.errors
    receiving.receive(form)
    made = Feedback.objects.get(code_digest=codes.digest_of(form.code))
    made.code = form.code
    return made


def taken(officer: Any, **given: Any) -> Feedback:
    """What ``officer`` has taken on."""
    made = sent(**given)
    feedback = taking.take(made.pk, officer)
    feedback.code = made.code
    return feedback


def proposed(officer: Any, **given: Any) -> Feedback:
    """What was put to the leaders."""
    return directing.propose(taken(officer, **given).pk, officer, "Đề nghị Thường trực cho ý kiến.")


def posted(client: Client, form: str = SEND, /, **fields: Any) -> Any:
    """What the form answers when somebody without scripts fills it in and sends it."""
    shown = client.get(form)
    data = {"key": hidden(shown, "key"), "text": TEXT, "kind": "information", "consent": "on", **fields}
    if 'name="about_token"' in shown.content.decode():
        data["about_token"] = hidden(shown, "about_token")
    return client.post(form.partition("?")[0], data)


def a_synthesis(officer: Any, *records: Feedback, **facts: Any) -> Synthesis:
    """A draft over ``records`` with an assessment, ready to be put before the leaders."""
    given = {"title": "phản ánh của nhân dân", "issuer": "Ban Tuyên giáo", "place": "Lâm Đồng", **facts}
    made = writing.begin(officer, given, [record.pk for record in records])
    return writing.write(made.pk, officer, {"assessment": "Tình hình nhìn chung ổn định."})
