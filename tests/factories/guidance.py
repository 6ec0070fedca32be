"""Guidance in each state, brought there through the same doors as in life."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from django.core.files.base import ContentFile
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from knowledge.models import BlankForm, FieldOfWork, GuidancePage, PortalDocument
from units.approval import actions
from units.calendar import today

STEP = {"title": "Lập hồ sơ", "text": "<p>Chi bộ lập hồ sơ theo mẫu.</p>"}


class GuidanceFactory(factory.Factory):
    """A guidance that is not in the tree yet."""

    class Meta:
        model = GuidancePage

    title = factory.Sequence("Hướng dẫn kết nạp đảng viên lần {}".format)
    live = False
    summary = "Trình tự, thủ tục và biểu mẫu."
    audience = "Chi bộ cơ sở"
    field_of_work = factory.LazyFunction(lambda: FieldOfWork.objects.get(code="ket-nap"))
    steps = factory.LazyFunction(lambda: [("step", STEP)])
    basis_title = "Hướng dẫn của Ban Tổ chức Trung ương"
    basis_symbol = "12-HD/BTCTW"
    in_force_from = factory.LazyFunction(lambda: today() - timedelta(days=30))


def a_document(unit: Any, title: str = "Đơn xin vào Đảng", name: str = "don-xin-vao-dang.docx") -> PortalDocument:
    """A document file of the unit's collection."""
    return PortalDocument.objects.create(
        title=title, file=ContentFile(b"PK\x03\x04mau", name), collection=unit.collection
    )


def a_guidance_draft(unit: Any, author: Any, forms: list[PortalDocument] | None = None, **fields: Any) -> GuidancePage:
    """A draft of ``author`` below the page of ``unit``, with a form for each of the document files."""
    draft = GuidanceFactory(owner=author, **fields)
    draft.forms = [
        BlankForm(document=document, title=document.title, symbol="Mẫu 1-KNĐ", version="2026", dated=today())
        for document in forms or []
    ]
    unit.page.refresh_from_db()
    unit.page.add_child(instance=draft)
    draft.save_revision(user=author, log_action=True)
    return GuidancePage.objects.get(pk=draft.pk)


def a_public_guidance(unit: Any, author: Any, approver: Any, **fields: Any) -> GuidancePage:
    """A guidance that ``approver`` has approved."""
    draft = a_guidance_draft(unit, author, **fields)
    actions.submit(draft, author)
    actions.approve(GuidancePage.objects.get(pk=draft.pk), approver)
    return GuidancePage.objects.get(pk=draft.pk)


def guidance_data(submit: bool = False, forms: list[dict[str, Any]] | None = None, **fields: Any) -> dict[str, Any]:
    """What a browser posts from the editing form of a sound guidance; ``submit`` presses the submit button."""
    data = {
        "title": "Hướng dẫn kết nạp đảng viên",
        "summary": "Trình tự, thủ tục và biểu mẫu.",
        "field_of_work": str(FieldOfWork.objects.get(code="ket-nap").pk),
        "audience": "Chi bộ cơ sở",
        "steps": streamfield([("step", {"title": "Lập hồ sơ", "text": rich_text("<p>Theo mẫu.</p>")})]),
        "forms": inline_formset(forms or []),
        "basis_level": "central",
        "basis_symbol": "12-HD/BTCTW",
        "basis_title": "Hướng dẫn của Ban Tổ chức Trung ương",
        "basis_url": "",
        "in_force_from": f"{today():%d/%m/%Y}",
        "in_force_until": "",
        "replaces": "",
        "comments": inline_formset([]),
        "declared_accurate": "on",
        "declared_not_secret": "on",
    }
    posted = nested_form_data({**data, **fields})
    if submit:
        posted["action-submit"] = "1"
    return {name: value for name, value in posted.items() if value is not None}
