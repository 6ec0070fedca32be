"""The verbs of scorecards: lay criteria, draw a year up, comment, approve and so lock (LD-7.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from search.vietnamese import normalise
from units import calendar
from units.calendar import Period
from units.contributions.figures import name_on
from units.duties.spans import Every
from units.duties.telling import leaders, office
from units.evidence import digesting
from units.evidence.lines import lines_of
from units.guarding import demand
from units.messages.models import Kind
from units.messages.telling import tell
from units.models.register import Unit
from units.record.noting import note
from units.record.verbs import Verb
from units.scorecards import rules, years
from units.scorecards.models import Criteria, Criterion, Scorecard
from units.scorecards.scoring import Scored, score

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def lay(year: int, points: Mapping[str, int], decision: str, by: User) -> Criteria:
    """Let other criteria hold from ``year`` on.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` without a point, for a year that is over, and
    where a scorecard of that year or later is locked.
    """
    demand(rules.refusal_of_office(by))
    wanted = {measure: number for measure, number in points.items() if number > 0}
    if not wanted:
        raise ValidationError(_("Give points for at least one criterion."))
    if year < calendar.today().year:
        raise ValidationError(_("Choose this year or a later one: nobody is judged by what was unknown at the time."))
    if Scorecard.objects.approved().filter(year__gte=year).exists():
        raise ValidationError(_("Scorecards of that year are approved and locked; begin with a later year."))
    made = Criteria.objects.create(year=year, decision=normalise(decision).strip(), by=by)
    Criterion.objects.bulk_create(
        Criterion(criteria=made, measure=measure, points=number) for measure, number in wanted.items()
    )
    note(Verb.CRITERIA_LAID, made, by, year=year, points=wanted, decision=made.decision)
    return made


def reckon(units: list[Unit], criteria: Criteria, period: Period) -> dict[int, list[Scored]]:
    """The points of each unit over ``period``, worked out now."""
    rows = [(row.measure, row.points) for row in criteria.rows.all()]
    return {pk: score(rows, lines) for pk, lines in lines_of(units, Every.YEAR, period).items()}


@transaction.atomic
def draw_up(year: int, by: User) -> list[Scorecard]:
    """Draw up every scorecard of ``year`` that is not locked, or draw it up anew; comments stay.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` while the year runs or without criteria.
    """
    demand(rules.refusal_of_office(by))
    criteria, why = Criteria.objects.for_year(year), years.refusal(year)
    if criteria is None or why is not None:
        raise ValidationError(why or "")
    before = {card.unit_id: card for card in Scorecard.objects.of_year(year).select_for_update()}
    units = [unit for unit in years.units_of(year) if unit.pk not in before or not before[unit.pk].is_locked]
    scored_by, made = reckon(units, criteria, years.days_of(year)), []
    for unit in units:
        scored = scored_by[unit.pk]
        card = before.get(unit.pk) or Scorecard(unit=unit, year=year)
        card.unit_name, card.criteria = name_on(unit, years.days_of(year).last), criteria
        card.results = [each.stored() for each in scored]
        card.earned = sum(each.earned for each in scored)
        card.possible = sum(each.possible for each in scored)
        card.digest = digest_of(card)
        card.drawn_by, card.drawn_at = by, timezone.now()
        is_new = card.pk is None
        card.save()
        note(Verb.SCORECARD, card, by, text_digest=card.digest, act="drawn", earned=card.earned, of=card.possible)
        made.append(card)
        if is_new:
            sentence = _("The scorecard of %(unit)s for %(year)s is drawn up; you can comment on it.")
            _tell(card, leaders(unit), Kind.WAITING, sentence)
    return made


@transaction.atomic
def comment(pk: int, text: str, by: User) -> Scorecard:
    """Keep what the unit says of its points. Raises ``PermissionDenied`` with a sentence for whoever may not."""
    card = _locked(pk)
    demand(rules.refusal_of_comment(by, card))
    card.comment, card.comment_by, card.comment_at = normalise(text).strip(), by, timezone.now()
    card.save()
    note(Verb.SCORECARD, card, by, act="commented", comment=card.comment)
    _tell(card, office(), Kind.TOLD, _("%(unit)s has commented on its scorecard for %(year)s."))
    return card


@transaction.atomic
def approve(pk: int, by: User) -> Scorecard:
    """Approve and lock one. Raises ``PermissionDenied`` with a sentence for whoever may not."""
    card = _locked(pk)
    demand(rules.refusal_of_approval(by, card))
    card.state, card.approved_by, card.approved_at = Scorecard.State.APPROVED, by, timezone.now()
    card.save()
    note(Verb.SCORECARD, card, by, text_digest=card.digest, act="approved", earned=card.earned, of=card.possible)
    sentence = _("The scorecard of %(unit)s for %(year)s has been approved.")
    _tell(card, [*leaders(card.unit), *office()], Kind.APPROVED, sentence)
    return card


@transaction.atomic
def approve_year(year: int, by: User) -> list[Scorecard]:
    """Approve every scorecard of ``year`` that waits. Raises ``PermissionDenied`` where one of them is refused."""
    demand(rules.refusal_of_approval(by))
    waiting = Scorecard.objects.of_year(year).filter(state=Scorecard.State.DRAWN).order_by("pk")
    return [approve(pk, by) for pk in waiting.values_list("pk", flat=True)]


def digest_of(card: Scorecard) -> str:
    """SHA-256 over unit, year, criteria, points and the lines behind them."""
    return digesting.digest(unit=card.unit_id, name=card.unit_name, year=card.year, results=card.results)


def is_intact(card: Scorecard) -> bool:
    """Whether what is stored has the digest of the moment at which it was drawn up, and adds up."""
    sums = (sum(each.earned for each in card.scored()), sum(each.possible for each in card.scored()))
    return digest_of(card) == card.digest and sums == (card.earned, card.possible)


def address(unit: Unit, year: int) -> str:
    """Where a unit's scorecard of a year is."""
    return reverse("scorecards:card", args=[unit.code, year])


def _tell(card: Scorecard, whom: list[User], kind: Kind, sentence: str) -> None:
    values = {"unit": card.unit.label, "year": card.year}
    tell(whom, kind, sentence % values, address(card.unit, card.year), item=card)


def _locked(pk: int) -> Scorecard:
    return Scorecard.objects.select_related("unit").select_for_update(of=("self",)).get(pk=pk)
