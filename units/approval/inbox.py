"""What waits for a person, what came back to them, what they have sent, what their unit owes (LD-4.3, ND-10.2c)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, TaskState

from units import people, scoping
from units.approval import oversight
from units.approval.models import Delegation, Emergency, Hold, Seat, StageState, StageTask, Verdict

if TYPE_CHECKING:
    from accounts.models import User

#: The earliest due first; what has no due time comes last, longest waiting first.
BY_DUE = (F("due_at").asc(nulls_last=True), "started_at", "pk")
#: What a membership says besides: whether any emergency publication waits for a name, which is rare.
EMERGENCY_OPEN = "emergency_open"


def seated(user: User) -> QuerySet[StageState]:
    """Visits at which it is the turn of ``user``, by their own roles or for somebody absent."""
    found = own_turn(user)
    for turn in turns_for_absent(user).values():
        found |= turn
    return StageState.objects.waiting().filter(found)


def own_turn(user: User) -> Q:
    """The visits at which a role of ``user`` is asked."""
    turn = Q(pk__in=[])
    for held in people.held_by(user):
        turn |= Q(role=held.role_id, unit=held.unit_id)
    return Q(pk__in=Seat.objects.filter(turn).values("visit"))


def turns_for_absent(user: User) -> dict[User, Q]:
    """Of each absent person in whose place ``user`` decides today, the visits at which that person's role is asked."""
    if not any(getattr(held, people.STANDS_IN) for held in people.held_by(user)):
        return {}
    lent = Delegation.objects.in_force().filter(delegate=user).select_related("membership__user")
    seats: dict[User, Q] = {}
    for delegation in lent:
        held = delegation.membership
        seats[held.user] = seats.get(held.user, Q(pk__in=[])) | Q(seats__role=held.role_id, seats__unit=held.unit_id)
    waiting = StageState.objects.waiting()
    return {
        absent: Q(pk__in=waiting.filter(asked).exclude(barred=absent).filter(~_approved_by(absent)).values("pk"))
        for absent, asked in seats.items()
    }


def _approved_by(person: User) -> Exists:
    """Whether ``person`` or somebody in their place has approved the version in this submission already."""
    return Exists(
        Verdict.objects.approving().filter(
            Q(visit__revision=OuterRef("revision")) | Q(visit__followers__revision=OuterRef("revision")),
            Q(user=person) | Q(acts_for=person),
            visit__workflow_state=OuterRef("workflow_state"),
        )
    )


def waiting_for(user: User, turn: Q | None = None) -> QuerySet[StageState]:
    """Items that ``user`` may decide on, the earliest due first: not their own or those approved already.

    ``turn`` is where it is their turn, for callers that have asked already.
    """
    held = Hold.objects.open().filter(
        item_type=OuterRef("workflow_state__base_content_type"), item_id=OuterRef("workflow_state__object_id")
    )
    mine = StageState.objects.waiting().filter(turn) if turn is not None else seated(user)
    return (
        mine.filter(~Exists(StageState.barred.through.objects.filter(stagestate=OuterRef("pk"), user=user)))
        .filter(~_approved_by(user), ~Exists(held))
        .filter(Q(editor=None) | Q(editor=user))
        .order_by(*BY_DUE)
    )


def returned_to(user: User) -> QuerySet[StageState]:
    """Items of ``user`` that came back, newest first, and have not been submitted again."""
    return _returned().filter(workflow_state__requested_by=user)


def _returned() -> QuerySet[StageState]:
    return StageState.objects.returned().order_by("-finished_at", "-pk")


def sent_by(user: User) -> QuerySet[StageState]:
    """Items that ``user`` submitted and that still wait, newest first."""
    return StageState.objects.waiting().filter(workflow_state__requested_by=user).order_by("-started_at", "-pk")


def owed_by_units_of(user: User) -> QuerySet[StageState]:
    """What the units of ``user`` owe: their returned items and what waits with their people, earliest due first."""
    units = [held.unit_id for held in people.held_by(user) if held.unit_id is not None]
    returned = Q(pk__in=_returned().filter(unit__in=units).order_by().values("pk"))
    waits = Q(status=TaskState.STATUS_IN_PROGRESS, pk__in=Seat.objects.filter(unit__in=units).values("visit"))
    return StageState.objects.filter(returned | waits).order_by(*BY_DUE)


def to_sign_off_by(user: User) -> QuerySet[Emergency]:
    """Emergency publications that wait for somebody like ``user``, oldest first; on the page the rule decides.

    People of a unit that leads a section of the item are told by message and find it from there.
    """
    turn = Q() if oversight.may_publish_in_emergency(user) else Q(pk__in=[])
    for held in people.held_by(user) if turn else []:
        decides = Exists(StageTask.objects.filter(role=held.role_id, active=True))
        place = Q(unit=held.unit_id) if held.unit_id is not None else Q()
        turn |= Q(decides) & place
    waits = Emergency.objects.open().filter(turn).exclude(by=user).exclude(revision__user=user)
    for model in (Page, *scoping.owned_snippets()):
        owned = model._default_manager.filter(owner=user).annotate(key=Cast("pk", CharField()))
        is_own = Exists(owned.filter(key=OuterRef("item_id")))
        of_type = {"item_type__app_label": model._meta.app_label, "item_type__model": model._meta.model_name}
        waits = waits.exclude(is_own, **of_type)
    found: QuerySet[Emergency] = waits.select_related("by", "unit").order_by("pk")
    return found


people.remark(people.STANDS_IN, lambda: Exists(Delegation.objects.in_force().filter(delegate=OuterRef("user"))))
people.remark(EMERGENCY_OPEN, lambda: Exists(Emergency.objects.open()))
