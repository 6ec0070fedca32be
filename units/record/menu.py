"""The record's entry in the admin's menu of reports."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.record.readers import may_read_record


class RecordMenuItem(MenuItem):
    """Shown only to those who may read the record."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the screen's own."""
        person: Any = request.user
        return may_read_record(person)


def record_menu_item() -> RecordMenuItem:
    """The entry for the Reports menu."""
    return RecordMenuItem(
        _("Record of responsibility"), reverse("record:index"), name="record", icon_name="history", order=200
    )
