"""What is done to an item outside its route: hold, release, withdraw, publish in an emergency, sign off (ND-5.1).

Each is one verb with one rule, one entry in the record and one message.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from units.approval import evidence, holding, items, measure_rules, notices, publication
from units.approval.locking import lock
from units.approval.models import Emergency, Hold, Withdrawal
from units.approval.release import is_approved
from units.messages.models import Kind
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User

#: Written into Wagtail's own log, which tells a hold from being taken down for good.
HOLD_ACTION = "portal.hold"


@dataclass(frozen=True)
class End:
    """What a withdrawal means to readers: one of ``Withdrawal.Meaning`` and what that meaning needs."""

    meaning: str
    explanation: str = ""
    replaced_by: Any = None


@transaction.atomic
def hold(item: Any, user: User, reason: str) -> Hold:
    """Take the item out of sight at once, or stop it on its route, until it is released.

    Raises ``PermissionDenied`` with a sentence where ``user`` may not.
    """
    item = _begin(item, measure_rules.may_hold, user, reason)
    made: Hold = Hold.objects.create(
        **_facts(item, user, reason), revision=item.live_revision or item.get_latest_revision(), was_public=item.live
    )
    note(Verb.HELD, item, user, revision=made.revision, reason=reason, was_public=made.was_public)
    if item.live:
        _take_down(item, user, HOLD_ACTION)
    else:
        # An approved version that waits for its hour no longer does; releasing the hold lets it wait again.
        item.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=None)
    sentence = _("%(person)s put “%(title)s” on hold: %(why)s")
    notices.say(notices.involved_in(item), Kind.HELD, sentence, item, person=user, why=reason)
    return made


@transaction.atomic
def release(item: Any, user: User, reason: str) -> None:
    """End a hold: what was public becomes public again, exactly as it was; what was on its route goes on.

    Raises ``PermissionDenied`` with a sentence where ``user`` may not.
    """
    item = _begin(item, measure_rules.may_release, user, reason)
    held = holding.open_hold(item)
    if held is None:
        raise PermissionDenied(_("This item is not on hold."))
    held.ended_by, held.ended_at, held.end_reason = user, timezone.now(), reason
    held.save()
    note(Verb.RELEASED, item, user, revision=held.revision, reason=reason)
    _bring_back(item, held, user)
    notices.say(notices.involved_in(item), Kind.RELEASED, _("%(person)s released “%(title)s”."), item, person=user)


@transaction.atomic
def withdraw(item: Any, user: User, reason: str, end: End) -> Withdrawal:
    """Take a public item down for good, and let its address say what ``end`` says.

    Raises ``PermissionDenied`` with a sentence where ``user`` may not or the meaning lacks what it needs.
    """
    item = _begin(item, measure_rules.may_withdraw, user, reason)
    meanings = Withdrawal.Meaning
    if end.meaning == meanings.WITHDRAWN and not end.explanation.strip():
        raise PermissionDenied(_("Write the explanation that readers will see above the text."))
    new = end.replaced_by
    if end.meaning == meanings.REPLACED and not _may_replace(new, item):
        raise PermissionDenied(_("Choose the public item that replaces this one."))
    held = holding.open_hold(item)
    made: Withdrawal = Withdrawal.objects.create(
        **_facts(item, user, reason),
        revision=item.live_revision or (held.revision if held else None),
        meaning=meanings(end.meaning).value,
        explanation=end.explanation.strip() if end.meaning == meanings.WITHDRAWN else "",
        **(_pointing_to(new) if end.meaning == meanings.REPLACED else {}),
    )
    note(Verb.WITHDRAWN, item, user, revision=made.revision, reason=reason, meaning=made.meaning)
    if held is not None:
        held.ended_by, held.ended_at, held.end_reason = user, timezone.now(), reason
        held.save()
    if item.live:
        _take_down(item, user)
    sentence = _("%(person)s withdrew “%(title)s”: %(why)s")
    notices.say(notices.involved_in(item), Kind.WITHDRAWN, sentence, item, person=user, why=reason)
    return made


@transaction.atomic
def publish_in_emergency(item: Any, user: User, reason: str) -> Emergency:
    """Publish the latest version without its route; a red flag stays until somebody independent signs it off.

    Raises ``PermissionDenied`` with a sentence where ``user`` may not.
    """
    item = _begin(item, measure_rules.may_publish_in_emergency, user, reason)
    version = item.get_latest_revision()
    if item.current_workflow_state is not None:
        item.current_workflow_state.cancel(user=user)
    made: Emergency = Emergency.objects.create(**_facts(item, user, reason), revision=version)
    note(Verb.EMERGENCY, item, user, revision=version, reason=reason)
    publication.publish(version, user, at_once=True)
    sentence = _("%(person)s published “%(title)s” in an emergency; it waits for an independent person to sign it off.")
    notices.say(measure_rules.who_may_sign_off(made, item), Kind.SIGN_OFF, sentence, item, person=user)
    return made


@transaction.atomic
def sign_off(item: Any, user: User, remark: str = "") -> None:
    """An independent second person stands by an emergency publication, which takes its red flag away.

    Raises ``PermissionDenied`` with a sentence where ``user`` may not.
    """
    item = _begin(item, measure_rules.may_sign_off, user, remark or "-")
    made = Emergency.objects.about(item).open().last()
    made.ended_by, made.ended_at, made.end_reason = user, timezone.now(), remark
    made.save()
    note(Verb.SIGNED_OFF, item, user, revision=made.revision, comment=remark)
    notices.say([made.by], Kind.TOLD, _("%(person)s signed off “%(title)s”."), item, person=user)


def _may_replace(new: Any, item: Any) -> bool:
    """Whether ``new`` is public, another one, and of the item's kind: a page, or a snippet of its type."""
    is_another = new is not None and new.live and new.pk != item.pk
    return bool(is_another and new.get_base_content_type() == item.get_base_content_type())


def _pointing_to(new: Any) -> dict[str, Any]:
    return {"replaced_by": new} if isinstance(new, Page) else {"replaced_by_number": new.pk}


def _begin(item: Any, rule: Any, user: User, reason: str) -> Any:
    """The item as it is now, nobody else's, if ``rule`` lets ``user`` act on it for ``reason``."""
    lock(item)
    fresh = items.class_of(item)._default_manager.get(pk=item.pk)
    if (sentence := rule(fresh, user)) is not None:
        raise PermissionDenied(sentence)
    if not reason.strip():
        raise PermissionDenied(_("Give the reason; it is kept in the record."))
    return fresh


def _bring_back(item: Any, held: Hold, user: User) -> None:
    """Publish again what was public; what was approved to follow it waits for its hour or goes public after it."""
    public = held.revision if held.was_public else None
    if public is not None and is_approved(item, public.pk):
        publication.publish(public, user, at_once=True)
    planned = evidence.approved_last(item)
    is_newer = planned is not None and (public is None or planned.pk > public.pk)
    if planned is not None and is_newer and is_approved(item, planned.pk):
        publication.publish(planned, user)


def _take_down(item: Any, user: User, log_action: str | bool = True) -> None:
    # The rule of the measure has been asked; Wagtail's own permission to unpublish nobody has.
    action = UnpublishPageAction if isinstance(item, Page) else UnpublishAction
    action(item, user=user, log_action=log_action).execute(skip_permission_checks=True)


def _facts(item: Any, user: User, reason: str) -> dict[str, Any]:
    return {
        "item_type": item.get_base_content_type(),
        "item_id": str(item.pk),
        "title": notices.title_of(item)[:255],
        "unit": item.unit,
        "by": user,
        "reason": reason.strip(),
    }
