"""Wagtail's list of users, with people in the order of their given names, as Vietnamese lists have them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.users.views import users

#: What the column of names is sorted by.
BY_NAME = {"name": ("first_name", "last_name"), "-name": ("-first_name", "-last_name")}


class IndexView(users.IndexView):
    """The list; Wagtail's own sorts by family name, which a third of the people share."""

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Sort by what the address asks for."""
        by_name = BY_NAME.get(self.ordering)
        return queryset.order_by(*by_name) if by_name else super().order_queryset(queryset)


class UserViewSet(users.UserViewSet):
    """Wagtail's screens for accounts."""

    index_view_class = IndexView
