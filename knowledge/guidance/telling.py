"""The moment a new guidance goes public: whoever wrote something that refers to the old one is told (ND-8.3)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from knowledge.models import GuidancePage
from units import calendar, dependence
from units.messages.models import Kind
from units.messages.telling import tell


def tell_dependents(sender: Any, instance: GuidancePage, **kwargs: Any) -> None:
    """Receiver of ``page_published``: one message to the writer of each page that refers to what ``instance`` replaces.

    Only the first time that ``instance`` goes public; the unit's console lists the pages for as long as they refer to
    the old one.
    """
    first = instance.first_published_at == instance.last_published_at
    if not instance.live or not first or instance.replaces is None:
        return
    old = instance.replaces
    day = instance.in_force_from or calendar.day_of(instance.first_published_at)
    sentence = _("“%(new)s” replaces “%(old)s” from %(day)s. Your item “%(item)s” refers to the old one: check it.")
    for page in dependence.dependents_of(old).exclude(pk=instance.pk).select_related("owner"):
        if page.owner is not None:
            facts = {
                "new": instance.title,
                "old": old.title,
                "day": date_format(day, "SHORT_DATE_FORMAT"),
            }
            address = reverse("wagtailadmin_pages:edit", args=[page.pk])
            tell([page.owner], Kind.TOLD, sentence % {**facts, "item": page.title}, address, item=page)
