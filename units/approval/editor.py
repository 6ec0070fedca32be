"""Wagtail's editor on the way of an item: one door to the decision, and a banner for whoever edits at a stage."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, WorkflowMenuItem
from wagtail.models import Page

from units.approval.models import StageState
from units.people import StaffRequest

#: The place of the hand-over form on the review page.
HAND_OVER = "#ban-giao"


class ReviewMenuItem(ActionMenuItem):
    """The way from the editor to the review page, where everything about the item is decided."""

    name = "action-review"
    icon_name = "tasks"
    label = gettext_lazy("Open the review page")

    def get_url(self, parent_context: Any) -> str:
        """The review page of the page that is open."""
        return reverse("approval:review", args=[parent_context["page"].pk])


class HandOverMenuItem(ReviewMenuItem):
    """The way to hand an edited text over."""

    name = "action-hand-over"
    icon_name = "resubmit"
    label = gettext_lazy("Hand over to somebody else to approve")

    def get_url(self, parent_context: Any) -> str:
        """The form for it."""
        return f"{super().get_url(parent_context)}{HAND_OVER}"


def one_way(items: list[ActionMenuItem], request: StaffRequest, context: dict[str, Any]) -> None:
    """Hook ``construct_page_action_menu``: the review page in place of Wagtail's own approve and return."""
    items[:] = [item for item in items if not isinstance(item, WorkflowMenuItem)]
    page = context.get("page")
    visit = StageState.objects.waiting().of(page).only("editor").last() if page is not None and page.pk else None
    if visit is None:
        return
    if visit.editor_id == request.user.pk:
        # Behind the button that saves, which whoever edits needs first.
        items.insert(1, HandOverMenuItem())
    else:
        items.insert(0, ReviewMenuItem())


def say_who_edits(request: StaffRequest, page: Page) -> None:
    """Hook ``before_edit_page``: whoever edits at a stage reads what comes next, with the way to hand over."""
    if request.method != "GET":
        return
    visit = StageState.objects.waiting().of(page).filter(editor=request.user).only("pk").last()
    if visit is None:
        return
    address = reverse("approval:review", args=[page.pk])
    button = messages.button(f"{address}{HAND_OVER}", _("Hand over to somebody else to approve"))
    sentence = _("You are editing an item that waits for approval; when you are done, hand it over to somebody else.")
    messages.warning(request, sentence, buttons=[button])
