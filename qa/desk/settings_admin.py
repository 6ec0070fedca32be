"""What the office keeps about questions and feedback: units for questions, time limits, public forms."""

from __future__ import annotations

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_modeladmin.options import ModelAdminGroup

from qa.feedback.models import FeedbackTerms
from qa.models import PublicForm, QuestionTerms, RoutingRule
from units import people
from units.models import Capability
from units.register_admin import LastingPermissionHelper, RegisterModelAdmin


class OfficePermissionHelper(LastingPermissionHelper):
    """Whoever keeps the register changes these; nobody deletes one."""

    def user_can_list(self, user: Any) -> bool:
        """Whoever keeps the register."""
        return people.has_capability(user, Capability.REGISTER)

    def user_can_create(self, user: Any) -> bool:
        """Whoever keeps the register."""
        return self.user_can_list(user)

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        """Whoever keeps the register."""
        return self.user_can_list(user)


class LaidPermissionHelper(OfficePermissionHelper):
    """What a preset lays is changed; nobody adds one."""

    def user_can_create(self, user: Any) -> bool:
        """Nobody: it comes with the preset."""
        return False


class RoutingRuleAdmin(RegisterModelAdmin):
    """Which unit answers for which fields and words."""

    model = RoutingRule
    menu_icon = "resubmit"
    history_view_enabled = False
    permission_helper_class = OfficePermissionHelper
    list_display = ("unit",)
    list_select_related = ("unit",)
    panels = [FieldPanel("unit"), FieldPanel("fields", widget=CheckboxSelectMultiple), FieldPanel("words")]


class QuestionTermsAdmin(RegisterModelAdmin):
    """The clocks of a question."""

    model = QuestionTerms
    menu_icon = "time"
    history_view_enabled = False
    permission_helper_class = LaidPermissionHelper
    list_display = ("__str__", "accept_days", "answer_days")
    panels = [
        FieldPanel(name)
        for name in (
            "accept_days",
            "answer_days",
            "warns_days",
            "leader_after",
            "office_after",
            "committee_after",
            "long_after",
            "extend_days",
            "extensions",
            "pause_days",
            "consult_days",
            "reopen_days",
        )
    ]


class FeedbackTermsAdmin(RegisterModelAdmin):
    """The clocks of feedback."""

    model = FeedbackTerms
    menu_icon = "time"
    history_view_enabled = False
    permission_helper_class = LaidPermissionHelper
    list_display = ("__str__", "take_days", "outcome_days")
    panels = [
        FieldPanel(name)
        for name in (
            "take_days",
            "take_wrong_days",
            "outcome_days",
            "direct_days",
            "follow_days",
            "longest_days",
            "warns_days",
            "leaders_after",
            "request_days",
            "request_shown_days",
        )
    ]


class PublicFormAdmin(RegisterModelAdmin):
    """Purpose notices, limits and retention of the public forms."""

    model = PublicForm
    menu_icon = "form"
    history_view_enabled = False
    permission_helper_class = LaidPermissionHelper
    list_display = ("name", "code", "keeps_days", "keeps_identity_days")
    panels = [
        FieldPanel(name)
        for name in (
            "name",
            "notice",
            "consent",
            "window_minutes",
            "posts_per_address",
            "stored_per_address",
            "stored_per_form",
            "max_files",
            "max_file_bytes",
            "keeps_days",
            "keeps_identity_days",
        )
    ]


class QuestionSettingsGroup(ModelAdminGroup):
    """One entry of the menu for all of them."""

    menu_label = _("Questions: rules")
    menu_icon = "cogs"
    menu_order = 330
    items = (RoutingRuleAdmin, QuestionTermsAdmin, FeedbackTermsAdmin, PublicFormAdmin)
