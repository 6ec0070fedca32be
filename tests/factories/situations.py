"""Situations in each state, brought there through the same doors as in life."""

from __future__ import annotations

from typing import Any

import factory
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from knowledge.models import FieldOfWork, LegalBasis, Situation
from units.approval import actions

QUESTION = "Có được kết nạp lại không và cấp ủy nào quyết định?"


class SituationFactory(factory.Factory):
    """A situation that is not saved yet; ``unit`` and ``owner`` have to be given."""

    class Meta:
        model = Situation

    title = factory.Sequence("Đảng viên chuyển sinh hoạt khi thất lạc hồ sơ, trường hợp {}".format)
    field = factory.LazyFunction(FieldOfWork.objects.first)
    context = "Đảng viên chuyển nơi công tác nhưng hồ sơ gốc bị thất lạc trong quá trình bàn giao."
    question = QUESTION
    resolution = factory.LazyFunction(lambda: [("paragraph", "<p>Chi bộ nơi chuyển đi lập biên bản và báo cáo.</p>")])


def a_draft(unit: Any, author: Any, symbol: str = "24-QĐ/TW", **fields: Any) -> Situation:
    """A draft of ``author`` in ``unit`` that rests on the document ``symbol``."""
    draft = SituationFactory(unit=unit, owner=author, **fields)
    draft.legal_bases = [LegalBasis(symbol=symbol, title="Quy định thi hành Điều lệ Đảng")]
    draft.save()
    draft.save_revision(user=author, log_action=True)
    return fresh(draft)


def a_waiting(unit: Any, author: Any, **fields: Any) -> Situation:
    """A situation that ``author`` has submitted."""
    draft = a_draft(unit, author, **fields)
    actions.submit(draft, author)
    return fresh(draft)


def a_returned(unit: Any, author: Any, approver: Any, reason: str = "Bổ sung căn cứ.", **fields: Any) -> Situation:
    """A situation that ``approver`` has sent back."""
    waiting = a_waiting(unit, author, **fields)
    actions.send_back(waiting, approver, reason)
    return fresh(waiting)


def a_public(unit: Any, author: Any, *approvers: Any, **fields: Any) -> Situation:
    """A situation that every one of ``approvers`` has approved, one after the other."""
    waiting = a_waiting(unit, author, **fields)
    for approver in approvers:
        actions.approve(fresh(waiting), approver)
    return fresh(waiting)


def fresh(situation: Situation) -> Situation:
    """The situation as the database has it now."""
    return Situation.objects.get(pk=situation.pk)


def form_data(submit: bool = False, **fields: Any) -> dict[str, Any]:
    """What a browser posts from the form of a sound situation; ``submit`` presses the submit button."""
    field = FieldOfWork.objects.first()
    data = {
        "title": "Đảng viên chuyển sinh hoạt khi thất lạc hồ sơ",
        "field": str(field.pk) if field else "",
        "context": "Hồ sơ gốc bị thất lạc trong quá trình bàn giao giữa hai đảng bộ.",
        "question": QUESTION,
        "resolution": streamfield([("paragraph", rich_text("<p>Chi bộ lập biên bản và báo cáo cấp ủy.</p>"))]),
        "legal_bases": inline_formset([{"symbol": "24-QĐ/TW", "title": "Quy định thi hành Điều lệ Đảng"}]),
        "used_forms": inline_formset([]),
        "related_situations": inline_formset([]),
        "authors": inline_formset([]),
        "tags": "",
        "declared_accurate": "on",
        "declared_not_secret": "on",
    }
    posted = nested_form_data({**data, **fields})
    if submit:
        posted["action-submit"] = "1"
    return {name: value for name, value in posted.items() if value is not None}
