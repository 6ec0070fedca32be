"""Who comes to a report's screens, and whom a report may be sent to, as sentences (LD-6.1a, LD-6.1c)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from units.contributions.readers import may_see_reports
from units.models.membership import Membership
from units.reports.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User


def refusal(user: User) -> str | None:
    """Why there are no reports for ``user``; None where there are."""
    if may_see_reports(user):
        return None
    return _("Reports are open to the people of a unit, for their own unit, and to those who follow all units.")


def may_be_sent(user: User, report: Report) -> QuerySet[User]:
    """To whom ``user`` may send ``report``: people of the units whose figures they see; everybody who works here."""
    reach = report.reach_of(user)
    held = Membership.objects.in_force()
    if not reach.everything:
        held = held.filter(unit__in=reach.units)
    found: QuerySet[User] = get_user_model().objects.filter(pk__in=held.values("user"), is_active=True)
    return found.order_by("first_name", "last_name", "pk")


def blind(people: Iterable[User], report: Report) -> list[User]:
    """Those of ``people`` who could not see ``report`` if it were sent to them today."""
    return [each for each in people if report.reach_of(each).is_empty]
