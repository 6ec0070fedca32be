"""Wagtail's snippet views as approval needs them: submitting and taking down go through the portal's own doors."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.snippets.views import snippets

from units.approval import actions, items, taking_menu
from units.people import StaffRequest
from units.stock_views import why_not_own


class SubmitsByTheRules:
    """Mixed into the views that save: the button "submit" is the verb ``submit``, with its rules and its lock."""

    object: Any
    request: Any

    def submit_action(self) -> None:
        """Submit what was just saved. Raises ``PermissionDenied`` with a sentence where the rules refuse."""
        actions.submit(self.object, self.request.user)


class CreateView(SubmitsByTheRules, snippets.CreateView):
    """A new item; its unit and its owner are set by the form."""


class EditView(SubmitsByTheRules, snippets.EditView):
    """An item of the person's own, with the way to its measures."""

    def dispatch(self, request: StaffRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask who may end a submission, and refuse a verdict where nothing waits any more."""
        sentence = why_not_own(self.live_object, request)
        if sentence is not None:
            raise PermissionDenied(sentence)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Wagtail's own and what the person may do to the item outside its route."""
        return [*super().header_more_buttons, *taking_menu.buttons_of(self.live_object, self.request.user)]


class IndexView(snippets.IndexView):
    """The items that the person works on, each dealt with by itself."""

    @cached_property
    def columns(self) -> list[Any]:
        """Without boxes to tick: nothing is done to many items at once."""
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]


class WithdrawInstead(snippets.UnpublishView):
    """In place of Wagtail's view that takes an item down without a word: the measure with its meaning (ND-5.4a)."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the measure, which asks its rule."""
        return redirect("approval:withdraw", items.key_of(self.object))
