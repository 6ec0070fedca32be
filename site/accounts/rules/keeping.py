"""Laying a version of the rules, acknowledging it, and who oversees both."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import DateTimeField, OuterRef, QuerySet, Subquery

from accounts import events
from accounts.models import Acknowledgement, RulesOfUse

if TYPE_CHECKING:
    from accounts.models import User

_overseeing: list[Callable[[User], bool]] = []


def let_oversee(rule: Callable[[User], bool]) -> None:
    """Open the register to everybody of whom ``rule`` is true; for rooms above, which know what people may do."""
    _overseeing.append(rule)


def may_oversee(user: User) -> bool:
    """Whether ``user`` lays versions and sees who has acknowledged them."""
    return bool(user.is_superuser) or any(rule(user) for rule in _overseeing)


@transaction.atomic
def lay(rules: RulesOfUse, by: User | None) -> None:
    """Let ``rules`` hold from now on; everybody acknowledges them before their next action."""
    rules.laid_by = by
    rules.save()
    get_user_model().objects.filter(is_active=True).update(owes_rules=True)
    events.note("rules_laid", user=by, title=rules.title, decision=rules.decision)


def owed_by(user: User) -> RulesOfUse | None:
    """The version that ``user`` has still to acknowledge; None where there is none."""
    rules = RulesOfUse.objects.current()
    return rules if rules is not None and not rules.acknowledged_by(user) else None


@transaction.atomic
def acknowledge(rules: RulesOfUse, user: User, address: str) -> None:
    """Write down that ``user`` has read ``rules`` and will keep to them."""
    Acknowledgement.objects.get_or_create(rules=rules, user=user, defaults={"address": address})
    get_user_model().objects.filter(pk=user.pk).update(owes_rules=False)
    user.owes_rules = False
    events.note("rules_acknowledged", user=user, address=address, title=rules.title)


def register_of(rules: RulesOfUse) -> QuerySet[User]:
    """Everybody with an open account and ``acknowledged_at``, empty for those who have not; by user name."""
    given = Acknowledgement.objects.filter(rules=rules, user=OuterRef("pk")).values("given_at")
    people: QuerySet[User] = get_user_model().objects.filter(is_active=True)
    return people.annotate(acknowledged_at=Subquery(given, output_field=DateTimeField())).order_by("username")
