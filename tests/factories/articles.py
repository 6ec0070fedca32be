"""Articles in each state, brought there through the same doors as in life."""

from __future__ import annotations

from typing import Any

import factory
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import ArticlePage
from units.approval import actions
from units.calendar import today

SUMMARY = "Sáng nay chi bộ Văn phòng họp thường kỳ và bàn việc tháng tới."


class ArticleFactory(factory.Factory):
    """An article that is not in the tree yet."""

    class Meta:
        model = ArticlePage

    title = factory.Sequence("Chi bộ Văn phòng họp thường kỳ lần {}".format)
    live = False
    summary = SUMMARY
    body = factory.LazyFunction(lambda: [("paragraph", "<p>Cuộc họp bàn việc xây dựng Đảng.</p>")])
    event_date = factory.LazyFunction(today)


def a_draft(unit: Any, author: Any, sections: list[Any] | None = None, **fields: Any) -> ArticlePage:
    """A draft of ``author`` below the page of ``unit``."""
    draft = ArticleFactory(owner=author, **fields)
    unit.page.refresh_from_db()
    unit.page.add_child(instance=draft)
    if sections:
        draft.sections = sections
        draft.save()
    draft.save_revision(user=author, log_action=True)
    return ArticlePage.objects.get(pk=draft.pk)


def a_waiting(unit: Any, author: Any, **fields: Any) -> ArticlePage:
    """An article that ``author`` has submitted."""
    draft = a_draft(unit, author, **fields)
    state = actions.submit(draft, author)
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    return ArticlePage.objects.get(pk=draft.pk)


def a_returned(unit: Any, author: Any, approver: Any, reason: str = "Bổ sung ngày họp.", **fields: Any) -> ArticlePage:
    """An article that ``approver`` has sent back."""
    waiting = a_waiting(unit, author, **fields)
    actions.send_back(waiting, approver, reason)
    return ArticlePage.objects.get(pk=waiting.pk)


def a_public(unit: Any, author: Any, approver: Any, **fields: Any) -> ArticlePage:
    """An article that ``approver`` has approved."""
    waiting = a_waiting(unit, author, **fields)
    actions.approve(waiting, approver)
    return ArticlePage.objects.get(pk=waiting.pk)


def form_data(sections: list[Any] | None = None, submit: bool = False, **fields: Any) -> dict[str, Any]:
    """What a browser posts from the editing form of a sound news item; ``submit`` presses the submit button."""
    data = {
        "title": "Chi bộ Văn phòng họp thường kỳ",
        "kind": "news",
        "summary": SUMMARY,
        "body": streamfield([("paragraph", rich_text("<p>Cuộc họp bàn việc xây dựng Đảng.</p>"))]),
        "event_date": f"{today():%d/%m/%Y}",
        "authors": inline_formset([]),
        "comments": inline_formset([]),
        "origin": "own",
        "tags": "",
        "declared_accurate": "on",
        "declared_not_secret": "on",
    }
    posted = nested_form_data({**data, **fields})
    posted["sections"] = [str(section.pk) for section in sections or []]
    if submit:
        posted["action-submit"] = "1"
    return {name: value for name, value in posted.items() if value is not None}
