"""The machine's own memory: who saved, submitted and approved what, and what follows from it.

It learns from the difference of two photographs and from who acted in between, never from the portal's rules, so that
a rule that is wrong and a memory that is right disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.units.machine.actors import CAPABILITIES, Step, World
from tests.units.machine.photographs import Photo, Version
from units.calendar import today


@dataclass
class Save:
    """People saved a version, while the item waited at a stage or, without one, as a draft."""

    by: set[int]
    stage: int | None = None
    state: int | None = None


@dataclass
class Approval:
    """An approval: in which submission, at which stage, of which version, by whom, and where they held the role."""

    verdict: int
    item: int
    state: int
    stage: int
    revision: int
    by: int
    acts_for: int | None
    places: set[int | None]


@dataclass
class Memory:
    """What has happened so far. Keys are those of the database."""

    saves: dict[int, Save] = field(default_factory=dict)
    creators: dict[int, set[int]] = field(default_factory=dict)
    submitters: dict[int, set[int]] = field(default_factory=dict)
    approvals: list[Approval] = field(default_factory=list)
    emergencies: dict[int, int] = field(default_factory=dict)
    completed: dict[int, list[int]] = field(default_factory=dict)
    taken_down: dict[int, tuple[int, int]] = field(default_factory=dict)
    ever_submitted: set[int] = field(default_factory=set)
    knows: dict[int, set[str]] = field(default_factory=dict)
    public: set[str] = field(default_factory=set)

    # Roles and seats

    def held(self, photo: Photo, person: int, on: date | None = None) -> list[tuple[str, int | None]]:
        """Role and unit, None for the site, of everything that ``person`` holds that day."""
        day = on or today()
        rows = photo.memberships.values()
        return [(role, unit) for user, role, unit, first, last in rows if user == person and _within(day, first, last)]

    def capable(self, photo: Photo, person: int, capability: str, unit: int | None = None) -> bool:
        """Whether a role of the person has the capability, for the site or in ``unit``."""
        held = self.held(photo, person)
        return any(capability in CAPABILITIES[role] and place in (None, unit) for role, place in held)

    def places(self, photo: Photo, person: int, role: str) -> set[int | None]:
        """Where the person decides in this role today, for themselves or for somebody absent."""
        own = {place for code, place in self.held(photo, person) if code == role}
        for key, delegate, first, last in photo.delegations.values():
            absent, code, place, begins, ends = photo.memberships[key]
            if delegate == person and code == role and _within(today(), first, last) and _within(today(), begins, ends):
                own |= {place} if absent != person else set()
        return own

    def groups(self, world: World, step: Step, unit: int, version: Version) -> list[set[int | None]]:
        """Whose approval the stage needs for a text: of each group somebody; nothing where it does not apply."""
        if step.scope == "unit":
            return [{unit}]
        if step.scope == "site":
            return [{None}]
        leads = [world.leads[section] for section in version.sections]
        return [set(found) for found in leads if found and unit not in found]

    # Texts

    def writers(self, photo: Photo, item: int, revision: int, state: int | None) -> set[int]:
        """Everybody who had a hand in the text since the version approved before."""
        base = max((done for done in self.completed.get(item, []) if done < revision), default=0)
        mine = [pk for pk, row in photo.versions.items() if row.item == item and base < pk <= revision]
        people = set().union(*(self.saves[pk].by for pk in mine)) | self.creators[item]
        submitters = self.submitters.get(state, set()) if state else set()
        return people | photo.versions[revision].named | submitters

    def may_be_public(self, world: World, photo: Photo, item: int, revision: int) -> bool:
        """Whether the version has every approval of its unit's route, or was published in an emergency."""
        verdict_then, emergency_then = self.taken_down.get(item, (0, 0))
        if self.emergencies.get(revision, 0) > emergency_then:
            return True
        # What was taken down comes back by a new approval, even of the same text.
        given = [a for a in self.approvals if a.item == item and a.verdict > verdict_then]
        states = {approval.state for approval in given if approval.revision == revision}
        return any(self._passed(world, photo, item, revision, state) for state in states)

    def _passed(self, world: World, photo: Photo, item: int, revision: int, state: int) -> bool:
        unit, version = photo.of_page(item, "unit"), photo.versions[revision]
        approvers: list[int] = []
        for index, step in enumerate(world.steps[unit]):
            groups = self.groups(world, step, unit, version)
            if not groups:
                continue
            seen = self._before_edits(world, photo, item, revision, state, index)
            met = [found for pk in seen if (found := self._met(state, step, pk, groups))]
            if not met:
                return False
            approvers += met[0]
        barred = self.writers(photo, item, revision, state)
        return bool(approvers) and len(set(approvers)) == len(approvers) and not set(approvers) & barred

    def _met(self, state: int, step: Step, revision: int, groups: list[set[int | None]]) -> list[int]:
        """Who gave the stage all it needs on this version; nobody where it lacks something."""
        given = [a for a in self.approvals if (a.state, a.stage, a.revision) == (state, step.task, revision)]
        people = list(dict.fromkeys(approval.by for approval in given))
        reached = all(any(group & approval.places for approval in given) for group in groups)
        return people if reached and len(people) >= step.approvals else []

    def _before_edits(  # noqa: PLR0917
        self, world: World, photo: Photo, item: int, revision: int, state: int, index: int
    ) -> Iterable[int]:
        """The version itself, and those before it that only editors at later stages have changed since."""
        tasks = [step.task for step in world.steps[photo.of_page(item, "unit")]]
        mine = [pk for pk, row in photo.versions.items() if row.item == item and pk <= revision]
        for pk in sorted(mine, reverse=True):
            yield pk
            save = self.saves[pk]
            if save.state != state or save.stage not in tasks or tasks.index(save.stage) <= index:
                return

    # Who may see

    def entitled(self, world: World, photo: Photo, person: int, item: int) -> bool:
        """Whether the person works on the article today, or has to see it to do their office."""
        unit = photo.of_page(item, "unit")
        held = self.held(photo, person)
        if person in world.superusers or any(place == unit for _role, place in held):
            return True
        if self.capable(photo, person, "oversee"):
            return True
        if item in self.ever_submitted and any(self.capable(photo, person, cap) for cap in ("reports", "register")):
            return True
        return photo.waiting(item) is not None and self.has_a_seat(world, photo, person, item)

    def has_a_seat(self, world: World, photo: Photo, person: int, item: int) -> bool:
        """Whether the person decides at any stage of the article's route."""
        unit = photo.of_page(item, "unit")
        version = photo.versions[photo.of_page(item, "latest_revision")]
        for step in world.steps[unit]:
            asked = set().union(*self.groups(world, step, unit, version))
            if asked & self.places(photo, person, step.role):
                return True
        return False

    def deciders(self, world: World, photo: Photo, item: int) -> list[int]:
        """The people who may decide where the article waits."""
        waiting = photo.waiting(item)
        if waiting is None:
            return []
        state, task, revision, _status, _editor, _item = waiting[1]
        step = next(step for step in world.steps[photo.of_page(item, "unit")] if step.task == task)
        asked = set().union(*self.groups(world, step, photo.of_page(item, "unit"), photo.versions[revision]))
        done = {approval.by for approval in self.approvals if (approval.state, approval.revision) == (state, revision)}
        barred = self.writers(photo, item, revision, state) | done
        return [pk for pk in world.names if pk not in barred and asked & self.places(photo, pk, step.role)]


def _within(day: date, first: date, last: Any) -> bool:
    return bool(first <= day and (last is None or day <= last))
