"""A stage of a route in words: who is asked, when it applies, what they do there, how long they have (ND-5.4b)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units.approval import traits
from units.models.membership import Role
from units.models.register import UnitKind

if TYPE_CHECKING:
    from units.approval.models import StageTask

#: Every condition a stage may set, besides how soon an item has to be public.
LISTED = ("only_kinds", "only_sections", "only_unit_kinds", "only_origins")


@dataclass(frozen=True)
class Names:
    """What codes are called: of each condition what it may be chosen from, and the roles."""

    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Names:
        """The names of today."""
        found = {
            "only_kinds": traits.kinds(),
            "only_sections": traits.choices_of("only_sections"),
            "only_unit_kinds": UnitKind.objects.values_list("code", "name"),
            "only_origins": traits.choices_of("only_origins"),
        }
        choices = {condition: {code: str(name) for code, name in known} for condition, known in found.items()}
        return cls(choices, dict(Role.objects.values_list("code", "name")))

    def of(self, condition: str, codes: Iterable[str]) -> str:
        """The names of ``codes`` in a row; a code that nobody knows any more stands for itself."""
        known = self.choices.get(condition, {})
        return ", ".join(known.get(code, code) for code in codes)

    def of_roles(self, codes: Iterable[str]) -> str:
        """The names of roles in a row."""
        return ", ".join(self.roles.get(code, code) for code in codes)


@dataclass(frozen=True)
class Drawn:
    """A stage as the screen draws it."""

    name: str
    who: str
    applies: tuple[str, ...]
    asks: tuple[str, ...]
    limit: str
    told: str

    def sentences(self) -> tuple[str, ...]:
        """All of it, in the order of the screen."""
        return (self.who, *self.applies, *self.asks, self.limit, self.told)


def draw(stages: Iterable[StageTask], names: Names) -> list[Drawn]:
    """Each of ``stages``, saved or not, in words."""
    return [
        Drawn(stage.name, who(stage), conditions(stage, names), asks(stage), limit(stage), told(stage, names))
        for stage in stages
    ]


def who(stage: StageTask) -> str:
    """Whose approval is asked for, and how many."""
    values = {"role": stage.role.name, "count": stage.approvals}
    if stage.scope == "unit":
        sentence = ngettext(
            "%(count)s person of “%(role)s” in the unit that the item belongs to approves.",
            "%(count)s different people of “%(role)s” in the unit that the item belongs to approve.",
            stage.approvals,
        )
    elif stage.scope == "leads":
        sentence = ngettext(
            "%(count)s person of “%(role)s” in the units that lead the item's sections approves: of any lead unit or "
            "of each, as the section says; the item's own unit is not asked again.",
            "%(count)s different people of “%(role)s” in the units that lead the item's sections approve: of any lead "
            "unit or of each, as the section says; the item's own unit is not asked again.",
            stage.approvals,
        )
    else:
        sentence = ngettext(
            "%(count)s person of “%(role)s”, for the whole portal, approves.",
            "%(count)s different people of “%(role)s”, for the whole portal, approve.",
            stage.approvals,
        )
    return sentence % values


def conditions(stage: StageTask, names: Names) -> tuple[str, ...]:
    """For which items the stage is; a single sentence where it is for all."""
    set_here = [condition for condition in ("only_timely", *LISTED) if getattr(stage, condition)]
    return tuple(condition_of(stage, condition, names) for condition in set_here) or (_("For every item."),)


def condition_of(stage: StageTask, condition: str, names: Names) -> str:
    """One condition as a sentence."""
    if condition == "only_timely":
        return _("Only for timely news.") if stage.only_timely == "timely" else _("Not for timely news.")
    sentence = {
        "only_kinds": _("Only for these kinds: %(names)s."),
        "only_sections": _("Only for these sections: %(names)s."),
        "only_unit_kinds": _("Only for units of these kinds: %(names)s."),
        "only_origins": _("Only for items of this origin: %(names)s."),
    }[condition]
    return sentence % {"names": names.of(condition, getattr(stage, condition))}


def asks(stage: StageTask) -> tuple[str, ...]:
    """What an approver does at the stage besides saying yes."""
    said = [
        (stage.asks_checklist, _("Every point of the checklist has to be answered.")),
        (stage.asks_grade, _("The source has to be checked and the quality graded.")),
        (stage.may_edit, _("Approvers may edit the text; somebody else then approves it.")),
        (stage.assigns, _("Each item is assigned to one of the approvers.")),
    ]
    return tuple(sentence for is_asked, sentence in said if is_asked)


def limit(stage: StageTask) -> str:
    """How long the stage may take."""
    if not stage.limit_hours:
        return _("No time limit of its own; the item's due time holds.")
    sentence = ngettext(
        "To be decided within %(count)s hour of working days.",
        "To be decided within %(count)s hours of working days.",
        stage.limit_hours,
    )
    return sentence % {"count": stage.limit_hours}


def told(stage: StageTask, names: Names) -> str:
    """Who learns of an arrival besides the approvers; empty where nobody does."""
    if not stage.tells:
        return ""
    return _("Also told when an item arrives: %(names)s.") % {"names": names.of_roles(stage.tells)}


def time_given(days: int, days_are_working: bool, warns_days: int) -> str:
    """How soon an item has to be public on a route, and when its people are warned."""
    given = ngettext("%(count)s day", "%(count)s days", days)
    if days_are_working:
        given = ngettext("%(count)s working day", "%(count)s working days", days)
    return _("Public within %(given)s; warned %(count)s day(s) before; timely news on the day of the event.") % {
        "given": given % {"count": days},
        "count": warns_days,
    }


def changes(before: Sequence[Drawn], after: Sequence[Drawn]) -> list[str]:
    """What another version changes, a sentence each; nothing where both read the same.

    A stage is known by its name; one that was renamed reads as one taken out and one put in.
    """
    old, new = {stage.name: stage for stage in before}, {stage.name: stage for stage in after}
    found = [_("Taken out: the stage “%(stage)s”.") % {"stage": name} for name in old if name not in new]
    found += [_("New: the stage “%(stage)s”.") % {"stage": name} for name in new if name not in old]
    for name in [name for name in new if name in old]:
        was, now = old[name].sentences(), new[name].sentences()
        values = {
            "stage": name,
            "before": " ".join(line for line in was if line and line not in now) or "–",
            "after": " ".join(line for line in now if line and line not in was) or "–",
        }
        if was != now:
            found.append(_("Stage “%(stage)s”, before: %(before)s Now: %(after)s") % values)
    kept = [name for name in old if name in new]
    if kept != [name for name in new if name in old]:
        found.append(_("The order of the stages changes: %(names)s.") % {"names": " → ".join(new)})
    return found
