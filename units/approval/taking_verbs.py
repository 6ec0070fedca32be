"""The measures as screens and buttons: what each does in one sentence, its rule, its form and its act (ND-5.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.approval import corrections, holding, items, measure_rules, measures, notices, taking_forms
from units.approval.models import Emergency, Hold, Withdrawal

if TYPE_CHECKING:
    from accounts.models import User

Said = dict[str, Any]


@dataclass(frozen=True)
class Measure:
    """One verb: the sentence that explains it, who may, what has to be said, what it does and whom it tells."""

    label: str | Promise
    purpose: str | Promise
    done: str | Promise
    rule: Callable[[Any, User], str | None]
    take: Callable[[Any, User, Said], Any]
    form: type[taking_forms.MeasureForm] = taking_forms.MeasureForm
    told: Callable[[Any, User], Iterable[User]] = lambda item, user: notices.involved_in(item)
    style: str = "button-secondary"


def _end(said: Said) -> measures.End:
    return measures.End(said["meaning"], said["explanation"], said["replacement"])


def _may_sign_off(item: Any, user: User) -> Iterable[User]:
    version = item.latest_revision_id
    return measure_rules.who_may_sign_off(Emergency(by=user, revision_id=version), item)


def _publisher(item: Any, user: User) -> Iterable[User]:
    return [made.by for made in Emergency.objects.about(item).open().select_related("by")]


#: By the name of the address.
MEASURES: dict[str, Measure] = {
    "hold": Measure(
        label=gettext_lazy("Hold"),
        purpose=gettext_lazy(
            "The item disappears from the public at once, or stops on its route, until somebody releases it."
        ),
        done=gettext_lazy("“%(title)s” is on hold."),
        rule=measure_rules.may_hold,
        take=lambda item, user, said: measures.hold(item, user, said["reason"]),
    ),
    "release": Measure(
        label=gettext_lazy("Release"),
        purpose=gettext_lazy("What was public is public again exactly as it was; what was on its route goes on."),
        done=gettext_lazy("“%(title)s” was released."),
        rule=measure_rules.may_release,
        take=lambda item, user, said: measures.release(item, user, said["reason"]),
        style="",
    ),
    "withdraw": Measure(
        label=gettext_lazy("Withdraw"),
        purpose=gettext_lazy("The item leaves the public for good; it comes back only by a new approval."),
        done=gettext_lazy("“%(title)s” was withdrawn."),
        rule=measure_rules.may_withdraw,
        take=lambda item, user, said: measures.withdraw(item, user, said["reason"], _end(said)),
        form=taking_forms.WithdrawForm,
        style="no",
    ),
    "emergency": Measure(
        label=gettext_lazy("Publish in an emergency"),
        purpose=gettext_lazy(
            "The latest version becomes public at once without its route; a red flag stays in the portal until an "
            "independent second person signs it off."
        ),
        done=gettext_lazy("“%(title)s” is public; it waits for an independent person to sign it off."),
        rule=measure_rules.may_publish_in_emergency,
        take=lambda item, user, said: measures.publish_in_emergency(item, user, said["reason"]),
        form=taking_forms.EmergencyForm,
        told=_may_sign_off,
        style="no",
    ),
    "sign_off": Measure(
        label=gettext_lazy("Sign off"),
        purpose=gettext_lazy(
            "You have read what was published in an emergency and stand by it; its red flag goes. If you do not, hold "
            "or withdraw it."
        ),
        done=gettext_lazy("“%(title)s” was signed off."),
        rule=measure_rules.may_sign_off,
        take=lambda item, user, said: measures.sign_off(item, user, said["reason"]),
        form=taking_forms.SignOffForm,
        told=_publisher,
        style="",
    ),
}


@dataclass(frozen=True)
class VerbLink:
    """A button that leads to a verb's screen; ``style`` is a class of Wagtail's buttons beside "button"."""

    label: str
    url: str
    style: str


def verbs_for(item: Any, user: User) -> list[VerbLink]:
    """What ``user`` may do to ``item`` now outside its route, correcting it included; each rule is asked."""
    links = [
        VerbLink(str(measure.label), reverse(f"approval:{name}", args=[items.key_of(item)]), measure.style)
        for name, measure in MEASURES.items()
        if measure.rule(item, user) is None
    ]
    if may_correct(item, user):
        where = items.edit_url(item) + corrections.ANCHOR
        links.append(VerbLink(_("Correct"), where, "button-secondary"))
    return links


def may_correct(item: Any, user: User) -> bool:
    """Whether ``user`` may write a correction of ``item`` now: it is public, theirs to edit and not on its route."""
    if not isinstance(item, corrections.Correctable) or not getattr(item, "live", False):
        return False
    waits = item.current_workflow_state is not None and item.workflow_in_progress
    return not waits and bool(item.permissions_for_user(user).can_edit())


@dataclass(frozen=True)
class Standing:
    """What holds for an item outside its route now; readers see none of it but the withdrawal's own explanation."""

    hold: Hold | None
    withdrawal: Withdrawal | None
    emergency: Emergency | None


def standing_of(item: Any) -> Standing:
    """The open hold, withdrawal and emergency publication of ``item``, as insiders see them; three queries."""
    withdrawal = Withdrawal.objects.about(item).open().select_related("by", "replaced_by").last()
    emergency = Emergency.objects.about(item).open().select_related("by").last()
    return Standing(holding.open_hold(item), withdrawal, emergency)
