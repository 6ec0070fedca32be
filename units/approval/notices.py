"""What is written into the record and told to people when something happens on a route (LD-1.2c, ND-10.2a)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from units import people
from units.approval import checklist, items
from units.contributions.countable import facts_of
from units.messages.models import Kind
from units.messages.telling import tell
from units.models.membership import Role
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User
    from units.approval.models import StageState, Verdict
    from units.approval.rules import ApprovalRules


def title_of(item: Any) -> str:
    """The title as its people know it: the draft's."""
    return str(getattr(item, "draft_title", "") or getattr(item, "title", "") or item)


def people_of(item: Any) -> QuerySet[User]:
    """Whoever answers for the item: its owner, its submitter and its authors."""
    state = item.current_workflow_state
    facts = facts_of(item)
    ids = {getattr(item, "owner_id", None), state.requested_by_id if state else None}
    ids |= {author.user_id for author in facts.authors} if facts else set()
    users: QuerySet[User] = get_user_model().objects.filter(pk__in=[pk for pk in ids if pk is not None])
    return users


def say(recipients: Iterable[User], kind: str, sentence: str, item: Any, **values: Any) -> None:
    """Tell ``recipients`` the sentence, in which ``title`` and ``values`` are filled in."""
    tell(recipients, kind, sentence % {"title": title_of(item), **values}, items.review_url(item), item=item)


def arrived(visit: StageState, item: Any, user: User | None) -> None:
    """An item has come to a stage: its approvers are told, and whoever else the stage names."""
    state = visit.workflow_state
    stage = visit.task.specific
    if state.current_task_state_id is None:
        note(Verb.SUBMITTED, item, user, revision=visit.revision, stage=stage.name, route=state.workflow.name)
    approvers = stage.rules(item).eligible()
    say(approvers, Kind.WAITING, _("“%(title)s” waits for your decision at the stage “%(stage)s”."), item, stage=stage)
    others = _holders(stage.tells, item).exclude(pk__in=approvers.values("pk"))
    say(others, Kind.TOLD, _("“%(title)s” has come to the stage “%(stage)s”."), item, stage=stage)


def _holders(codes: list[str], item: Any) -> QuerySet[User]:
    ids: set[int] = set()
    for role in Role.objects.filter(code__in=codes):
        where = item.unit if role.scope == Role.Scope.UNIT else None
        ids |= set(people.holders(role.code, where).values_list("pk", flat=True))
    users: QuerySet[User] = get_user_model().objects.filter(pk__in=ids)
    return users


def decided(verdict: Verdict, rules: ApprovalRules) -> None:
    """Somebody approved or returned: the record keeps it, and a return is told at once."""
    returned = verdict.decision == verdict.Decision.RETURNED
    note(
        Verb.RETURNED if returned else Verb.APPROVED,
        rules.item,
        verdict.user,
        revision=verdict.visit.revision,
        text_digest=verdict.text_digest,
        stage=rules.stage.name,
        comment=verdict.comment,
        acts_for=str(verdict.acts_for) if verdict.acts_for else "",
        reasons=verdict.reasons,
        checklist=verdict.checklist,
        source_checked=verdict.source_checked,
        grade=verdict.grade,
        verdict=verdict.pk,
    )
    if returned:
        why = ", ".join([*checklist.labels(verdict.reasons, checklist.Reason), verdict.comment])
        sentence = _("%(person)s returned “%(title)s”: %(why)s")
        say(people_of(rules.item), Kind.RETURNED, sentence, rules.item, person=verdict.user, why=why)


def assigned(visit: StageState, item: Any, user: User) -> None:
    """Somebody was given an item to decide on."""
    note(Verb.ASSIGNED, item, user, revision=visit.revision, to=str(visit.assignee), stage=visit.task.name)
    if visit.assignee is not None:
        sentence = _("%(person)s gave you “%(title)s” to decide on.")
        say([visit.assignee], Kind.ASSIGNED, sentence, item, person=user)


def taken_back(state: Any, user: User | None) -> None:
    """A submission was ended by whoever made it."""
    item = items.specific(state.content_object)
    visit = state.task_states.exclude(status=TaskState.STATUS_SKIPPED).order_by("-pk").first()
    note(Verb.TAKEN_BACK, item, user, revision=visit.revision if visit else None)


def published(item: Any, revision: Any, text_digest: str, user: User | None) -> None:
    """An item is public: the record keeps which version and what it says; its people are told."""
    note(Verb.PUBLISHED, item, user, revision=revision, text_digest=text_digest)
    say(people_of(item), Kind.PUBLISHED, _("“%(title)s” is public."), item)


def unpublished(item: Any) -> None:
    """An item is no longer public; a hold or a withdrawal has said so itself."""
    from units.approval import holding
    from units.approval.models import Withdrawal

    if holding.open_hold(item) is None and not Withdrawal.objects.about(item).open().exists():
        note(Verb.UNPUBLISHED, item, None)


def handed_over(state: Any, item: Any, user: User) -> None:
    """An approver has edited the item: its people see that somebody else has to approve it now."""
    sentence = _("%(person)s edited “%(title)s”; somebody else now approves it.")
    say(people_of(item).exclude(pk=user.pk), Kind.TOLD, sentence, item, person=user)


def involved_in(item: Any) -> list[User]:
    """Whoever answers for the item and, where it waits, whoever may decide on it."""
    from units.approval.models import StageState

    visit = StageState.objects.waiting().of(item).last()
    deciders = visit.task.specific.rules(item).eligible() if visit is not None else []
    return [*people_of(item), *deciders]
