"""The menu items of feedback and of requests about data, for people who have to do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from qa import people as question_people
from qa.feedback import people

if TYPE_CHECKING:
    from accounts.models import User


class FeedbackMenuItem(MenuItem):
    """Shown to named officers and leaders; costs no query of its own."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there could be feedback for the person."""
        user = cast("User", request.user)
        return people.is_officer(user) or people.directs(user)


class DataRequestsMenuItem(MenuItem):
    """Shown to whoever handles what people send."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person could have to decide on a request."""
        user = cast("User", request.user)
        return people.is_officer(user) or bool(question_people.answers_for(user))


def feedback_item() -> MenuItem:
    """The way to the inbox."""
    return FeedbackMenuItem(_("Feedback"), reverse("feedback:index"), name="feedback", icon_name="comment", order=59)


def data_requests_item() -> MenuItem:
    """The way to what people ask about their data."""
    return DataRequestsMenuItem(
        _("Requests about data"), reverse("data_requests:index"), name="data-requests", icon_name="key", order=60
    )
