"""Fields of work in the admin, kept by whoever keeps the register."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from knowledge.models import FieldOfWork
from units import people
from units.models import Capability
from units.register_admin import LastingPermissionHelper, RegisterModelAdmin


class FieldPermissionHelper(LastingPermissionHelper):
    """Whoever keeps the register adds and changes fields; nobody deletes one, its items would have none."""

    def user_can_list(self, user: Any) -> bool:
        """Whoever keeps the register."""
        return people.has_capability(user, Capability.REGISTER)

    def user_can_create(self, user: Any) -> bool:
        """Whoever keeps the register."""
        return self.user_can_list(user)

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        """Whoever keeps the register."""
        return self.user_can_list(user)


class FieldAdmin(RegisterModelAdmin):
    """The two levels of fields in the office's order."""

    model = FieldOfWork
    menu_icon = "folder-open-inverse"
    menu_order = 320
    add_to_settings_menu = True
    history_view_enabled = False
    permission_helper_class = FieldPermissionHelper
    list_display = ("__str__", "code", "order", "last_day")
    list_select_related = ("parent",)
    search_fields = ("name", "code")
    panels = [
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("parent"),
        FieldPanel("order"),
        FieldPanel("valid_to"),
    ]

    def get_queryset(self, request: Any) -> Any:
        """Each field with its parts right behind it."""
        return super().get_queryset(request).in_order()

    def last_day(self, field: FieldOfWork) -> date | str:
        """The last day on which items may be filed by it."""
        return f"{field.valid_to:%d/%m/%Y}" if field.valid_to else ""

    last_day.short_description = _("in use until")  # type: ignore[attr-defined]
