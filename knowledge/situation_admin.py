"""Situations in the admin: the unit's own with filters; everything of another unit is refused (LD-3.6, ND-9.5)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn

from knowledge.models import FieldOfWork, Situation
from units import calendar
from units.contributions.periods import QUARTERS, quarter_of
from units.people import StaffRequest
from units.snippets.viewset import OwnedSnippetViewSet

#: Two years of quarters to filter by.
QUARTERS_OFFERED = 8


def recent_quarters() -> list[tuple[str, str]]:
    """The quarters that a list may be filtered by, newest first, such as ("2026-4", "IV/2026")."""
    today = calendar.today()
    year, number = today.year, quarter_of(today)
    offered = []
    for _each in range(QUARTERS_OFFERED):
        offered.append((f"{year}-{number}", f"{QUARTERS[number]}/{year}"))
        year, number = (year, number - 1) if number > 1 else (year - 1, 4)
    return offered


class SituationFilter(WagtailFilterSet):
    """By where it stands, by field and by the quarter in which it was public for the first time."""

    standing = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        method="stand",
        choices=[
            ("live", gettext_lazy("Public")),
            ("waiting", gettext_lazy("Waiting for approval")),
            ("returned", gettext_lazy("Returned")),
            ("drafts", gettext_lazy("Draft")),
        ],
    )
    field = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Field of work"), method="within", queryset=lambda request: FieldOfWork.objects.in_order()
    )
    quarter = django_filters.ChoiceFilter(
        label=gettext_lazy("Quarter"), method="first_public_in", choices=recent_quarters
    )

    class Meta:
        model = Situation
        fields: list[str] = []

    def stand(self, queryset: Any, name: str, value: str) -> Any:
        """Each status is a question of the queryset."""
        return getattr(queryset, value)()

    def within(self, queryset: Any, name: str, value: FieldOfWork) -> Any:
        """A field with its parts."""
        return queryset.within(value)

    def first_public_in(self, queryset: Any, name: str, value: str) -> Any:
        """A quarter such as "2026-4"."""
        year, number = map(int, value.split("-"))
        return queryset.first_public_in(calendar.quarter(year, number))


class SituationViewSet(OwnedSnippetViewSet):
    """Common situations."""

    model = Situation
    icon = "help"
    menu_label = gettext_lazy("Situations")
    menu_icon = "help"
    menu_order = 160
    add_to_admin_menu = True
    url_prefix = "tinh-huong"
    chooser_base_url_path = "chon-tinh-huong"
    filterset_class = SituationFilter
    list_per_page = 20
    list_display = [
        "__str__",
        LiveStatusTagColumn(),
        Column(
            "field", label=gettext_lazy("Field of work"), accessor=lambda each: each.field.name if each.field else ""
        ),
        Column("quarter_label", label=gettext_lazy("Quarter")),
        Column("unit", label=gettext_lazy("Unit"), accessor=lambda each: each.unit.short_name or each.unit.name),
    ]

    def get_queryset(self, request: StaffRequest) -> Any:
        """The person's own and their unit's, with what a line shows."""
        return super().get_queryset(request).select_related("unit", "field__parent")
