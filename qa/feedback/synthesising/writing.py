"""Beginning a synthesis, writing on it, putting it before the leaders: officers do, on a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from qa.feedback import people
from qa.feedback.models import Feedback, Synthesis, SynthesisAct, SynthesisRecord
from qa.feedback.synthesising import figures, trail
from qa.feedback.synthesising.figures import SUBJECT
from qa.feedback.synthesising.rules import SynthesisRules, why_not_begin
from units.calendar import Period
from units.guarding import demand
from units.messages import Kind

if TYPE_CHECKING:
    from accounts.models import User

MOST_RECORDS = 5000


@contextmanager
def locked(pk: int) -> Iterator[Synthesis]:
    """The synthesis in a transaction of its own, locked until that ends."""
    with transaction.atomic():
        yield Synthesis.objects.select_for_update().get(pk=pk)


def begin(user: User, facts: Mapping[str, Any], what: Period | Sequence[int]) -> Synthesis:
    """A draft over the records of a period, or over those with the given numbers.

    Raises ``PermissionDenied`` where ``user`` may not, where there is no record, and for more than 5,000.
    """
    demand(why_not_begin(user))
    came = Feedback.objects.order_by("pk")
    wanted = came.received_within(what) if isinstance(what, Period) else came.filter(pk__in=what)
    rows = list(wanted.values_list("pk", flat=True)[: MOST_RECORDS + 1])
    if not rows:
        raise PermissionDenied(_("No feedback came in this period, or none has these numbers."))
    if len(rows) > MOST_RECORDS:
        sentence = _("More than %(most)s records came in this period; choose a shorter one.")
        raise PermissionDenied(sentence % {"most": MOST_RECORDS})
    period = what if isinstance(what, Period) else None
    with transaction.atomic():
        made = Synthesis.objects.create(
            **facts,
            first=period.first if period else None,
            last=period.last if period else None,
            written_by=user,
            begun_at=timezone.now(),
        )
        SynthesisRecord.objects.bulk_create(SynthesisRecord(synthesis=made, feedback_id=pk, number=pk) for pk in rows)
        trail.write(made, SynthesisAct.BEGUN, user)
    return made


def write(pk: int, user: User, facts: Mapping[str, Any]) -> Synthesis:
    """Keep the texts and what stands around them. Raises ``PermissionDenied`` where ``user`` may not."""
    with locked(pk) as synthesis:
        demand(SynthesisRules(synthesis, user).why_not_write())
        for name, value in facts.items():
            setattr(synthesis, name, value)
        synthesis.save()
        trail.write(synthesis, SynthesisAct.WRITTEN, user)
        return synthesis


def summarise(pk: int, user: User, summaries: Mapping[int, str], left_out: Sequence[int] = ()) -> None:
    """Keep what was written of records, by number, and leave some out. Raises ``PermissionDenied`` like ``write``."""
    with locked(pk) as synthesis:
        demand(SynthesisRules(synthesis, user).why_not_write())
        if synthesis.records.exclude(number__in=left_out).count() == 0:
            raise PermissionDenied(_("A synthesis needs at least one record."))
        synthesis.records.filter(number__in=left_out).delete()
        rows = list(synthesis.records.filter(number__in=summaries))
        for row in rows:
            row.summary = summaries[row.number].strip()
        SynthesisRecord.objects.bulk_update(rows, ["summary"])
        trail.write(synthesis, SynthesisAct.WRITTEN, user)


def submit(pk: int, user: User) -> Synthesis:
    """Put it before the leaders; from now on its text and its figures stand.

    Raises ``PermissionDenied`` where ``user`` may not, while nothing was written, and where no leader is named.
    """
    with locked(pk) as synthesis:
        demand(SynthesisRules(synthesis, user).why_not_write())
        if not synthesis.assessment.strip():
            raise PermissionDenied(_("Write the assessment first; the leaders read it before the figures."))
        leaders = list(people.leaders())
        if not leaders:
            raise PermissionDenied(_("At present nobody is named to direct feedback; tell the office."))
        synthesis.figures = figures.stored(figures.of(synthesis))
        now = Feedback.objects.filter(pk=OuterRef("feedback"))
        subject = Subquery(now.annotate(name=SUBJECT).values("name")[:1])
        synthesis.records.filter(feedback__field__isnull=False).update(subject=subject)
        synthesis.submitted_by, synthesis.submitted_at = user, timezone.now()
        synthesis.save()
        trail.write(synthesis, SynthesisAct.SUBMITTED, user)
        trail.say(leaders, Kind.WAITING, _("Synthesis no. %(number)s of feedback was put before you."), synthesis)
        return synthesis
