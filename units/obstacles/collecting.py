"""Collecting obstacles by clause into a proposal to amend the regulation (LD-7.3a, ND-14.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from search.vietnamese import normalise
from units import people
from units.guarding import demand
from units.messages.models import Kind
from units.messages.telling import tell
from units.models.membership import Capability
from units.obstacles import keeping, rules
from units.obstacles.clauses import Clause
from units.obstacles.models import AmendmentProposal, Obstacle, ObstacleQuerySet, ProposedWording, State
from units.papers.surroundings import last_facts
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class AtOneClause:
    """How many obstacles were told at a clause, how many wait for an answer and how many no proposal has taken up."""

    clause: Clause
    told: int
    waiting: int
    uncollected: int


def by_clause(obstacles: ObstacleQuerySet) -> list[AtOneClause]:
    """``obstacles`` counted by clause, in the order of the regulation; one query."""
    place = ("article", "paragraph", "point")
    waiting, uncollected = Count("pk", filter=Q(state=State.TOLD)), Count("pk", filter=Q(proposal=None))
    rows = obstacles.order_by().values(*place).annotate(Count("pk"), waiting=waiting, uncollected=uncollected)
    found = [
        AtOneClause(Clause(article, paragraph, point), told, waits, left)
        for article, paragraph, point, told, waits, left in rows.values_list(
            *place, "pk__count", "waiting", "uncollected"
        )
    ]
    return sorted(found, key=lambda each: each.clause.order)


@transaction.atomic
def begin(clauses: Collection[Clause], by: User) -> AmendmentProposal:
    """A proposal from every obstacle at ``clauses`` that none has taken up.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` where there is none.
    """
    demand(rules.refusal_of_writing(by))
    taken = [
        each for each in Obstacle.objects.uncollected().select_for_update(of=("self",)) if each.clause in set(clauses)
    ]
    if not taken:
        raise ValidationError(_("Choose at least one clause at which obstacles were told."))
    made = AmendmentProposal.objects.create(begun_by=by, **last_facts(AmendmentProposal))
    for each in taken:
        each.proposal = made
    Obstacle.objects.bulk_update(taken, ["proposal"])
    ProposedWording.objects.bulk_create(
        ProposedWording(proposal=made, article=clause.article, paragraph=clause.paragraph, point=clause.point)
        for clause in sorted({each.clause for each in taken}, key=lambda clause: clause.order)
    )
    note(Verb.AMENDMENT, made, by, act="begun", obstacles=sorted(each.pk for each in taken))
    return made


@transaction.atomic
def write(pk: int, facts: Mapping[str, str], wordings: Mapping[int, str], by: User) -> AmendmentProposal:
    """Keep the texts, the wording of each clause by its key, and what stands around them.

    Raises ``PermissionDenied`` with a sentence for whoever may not.
    """
    found = _locked(pk)
    demand(rules.refusal_of_writing(by, found))
    for name, value in facts.items():
        setattr(found, name, value)
    found.save()
    rows = list(found.wordings.filter(pk__in=wordings))
    for row in rows:
        row.wording = normalise(wordings[row.pk]).strip()
    ProposedWording.objects.bulk_update(rows, ["wording"])
    return found


@transaction.atomic
def submit(pk: int, by: User) -> AmendmentProposal:
    """Put it before the Standing Committee, and tell everybody whose obstacle it has taken up.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` while a clause has no wording.
    """
    found = _locked(pk)
    demand(rules.refusal_of_writing(by, found))
    rows = list(found.wordings.all())
    if not (rows and found.issuer and found.place):
        raise ValidationError(_("Write it first: issuing body, place and what is proposed for each clause."))
    left = [str(row.clause) for row in rows if not row.wording]
    if left:
        raise ValidationError(_("Say what is proposed for each clause: %(clauses)s.") % {"clauses": "; ".join(left)})
    found.submitted_by, found.submitted_at = by, timezone.now()
    found.save(update_fields=["submitted_by", "submitted_at"])
    note(Verb.AMENDMENT, found, by, act="submitted", clauses=[row.clause.key for row in rows])
    waiting = _("A proposal to amend the regulation has been put before you.")
    tell(people.with_capability(Capability.DECIDE), Kind.WAITING, waiting, address(found), item=found)
    _thank(found.obstacles.select_related("by"))
    return found


def _thank(obstacles: Iterable[Obstacle]) -> None:
    for each in obstacles:
        sentence = _("The obstacle that you told at %(clause)s is part of a proposal to the Standing Committee.")
        tell([each.by], Kind.TOLD, sentence % {"clause": each.clause}, keeping.address(each), item=each)


def address(found: AmendmentProposal) -> str:
    """Where it is read."""
    return reverse("obstacles:proposal", args=[found.pk])


def _locked(pk: int) -> AmendmentProposal:
    return AmendmentProposal.objects.select_for_update(of=("self",)).get(pk=pk)
