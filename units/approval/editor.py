"""Wagtail's editor on the way of an item: one door to the decision, and a banner for whoever edits at a stage."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import action_menu, messages
from wagtail.models import Page
from wagtail.snippets import action_menu as snippet_menu

from units.approval import items
from units.approval.models import StageState
from units.people import StaffRequest

#: The place of the hand-over form on the review page.
HAND_OVER = "#ban-giao"


class ToReview:
    """The way from the editor to the review page, where everything about the item is decided."""

    name = "action-review"
    icon_name = "tasks"
    label = gettext_lazy("Open the review page")
    #: The place on the review page.
    place = ""

    def is_shown(self, context: Any) -> bool:
        """Always: it is put into the menu only where it leads somewhere."""
        return True

    def get_url(self, parent_context: Any) -> str:
        """The review page of the item that is open."""
        return items.review_url(_open_in(parent_context)) + self.place


class ToHandOver(ToReview):
    """The way to hand an edited text over."""

    name = "action-hand-over"
    icon_name = "resubmit"
    label = gettext_lazy("Hand over to somebody else to approve")
    place = HAND_OVER


class PageReview(ToReview, action_menu.ActionMenuItem):
    """In the editor of a page."""


class PageHandOver(ToHandOver, action_menu.ActionMenuItem):
    """In the editor of a page."""


class SnippetReview(ToReview, snippet_menu.ActionMenuItem):
    """In the editor of a snippet."""


class SnippetHandOver(ToHandOver, snippet_menu.ActionMenuItem):
    """In the editor of a snippet."""


#: What Wagtail offers and approval does in its own way: verdicts and, of snippets, publishing.
CLOSED = (
    action_menu.WorkflowMenuItem,
    snippet_menu.WorkflowMenuItem,
    snippet_menu.PublishMenuItem,
    snippet_menu.UnpublishMenuItem,
)


def _open_in(context: Any) -> Any:
    return context.get("page") or context.get("instance")


def one_way(menu: list[Any], request: StaffRequest, context: dict[str, Any]) -> None:
    """Hook ``construct_page_action_menu`` and its twin for snippets: the review page in place of Wagtail's verdicts."""
    item = _open_in(context)
    if item is None or not items.is_owned(item):
        return
    menu[:] = [entry for entry in menu if not isinstance(entry, CLOSED)]
    visit = StageState.objects.waiting().of(item).only("editor").last() if item.pk else None
    if visit is None:
        return
    is_page = isinstance(item, Page)
    if visit.editor_id == request.user.pk:
        # Behind the button that saves, which whoever edits needs first.
        menu.insert(1, PageHandOver() if is_page else SnippetHandOver())
    else:
        menu.insert(0, PageReview() if is_page else SnippetReview())


def say_who_edits(request: StaffRequest, item: Any) -> None:
    """Hooks before editing: whoever edits at a stage reads what comes next, with the way to hand over."""
    if request.method != "GET" or not items.is_owned(item):
        return
    visit = StageState.objects.waiting().of(item).filter(editor=request.user).only("pk").last()
    if visit is None:
        return
    address = items.review_url(item)
    button = messages.button(f"{address}{HAND_OVER}", _("Hand over to somebody else to approve"))
    sentence = _("You are editing an item that waits for approval; when you are done, hand it over to somebody else.")
    messages.warning(request, sentence, buttons=[button])
