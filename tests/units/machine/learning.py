"""What one act has changed: the memory takes it in, and says where somebody did what they may not do.

``learn`` raises ``AssertionError`` with a sentence that names the person and the act.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.units.machine.actors import World
from tests.units.machine.model import Approval, Memory, Save
from tests.units.machine.photographs import Photo


@dataclass
class Act:
    """Somebody, None for the clock, did something between two photographs."""

    world: World
    memory: Memory
    who: int | None
    before: Photo
    after: Photo
    typed: frozenset[str] = frozenset()
    copied_from: int | None = None

    def name(self, person: int | None = None) -> str:
        """Who acted, for messages."""
        return self.world.names.get(person if person is not None else self.who or 0, "the clock")

    def new(self, table: str) -> dict[int, tuple]:
        """The rows that have appeared."""
        before, after = getattr(self.before, table), getattr(self.after, table)
        return {pk: after[pk] for pk in sorted(after.keys() - before.keys())}

    def may_write(self, unit: int, owner: int | None) -> bool:
        """Whether the actor writes in the unit: everything as an editor, their own as a contributor."""
        if self.who is None:
            return False
        able, photo = self.memory.capable, self.before
        own = able(photo, self.who, "write", unit) and owner in (None, self.who)
        return own or able(photo, self.who, "edit", unit) or self.who in self.world.superusers


def learn(act: Act) -> None:
    """Take in everything that has changed, in the order in which one thing rests on another."""
    _nothing_foreign(act)
    _memberships(act)
    _pages(act)
    _versions(act)
    _submissions(act)
    _verdicts(act)
    _measures(act)
    _completed(act)
    _knowledge(act)


def _nothing_foreign(act: Act) -> None:
    for item in act.after.changed(act.before):
        if act.who is None or item not in act.before.pages:
            continue
        may = act.memory.entitled(act.world, act.before, act.who, item)
        may |= act.memory.has_a_seat(act.world, act.before, act.who, item) | _has_a_say(act, item)
        assert may, f"{act.name()} changed article {item}, which is none of their business"


def _memberships(act: Act) -> None:
    for pk in act.after.memberships.keys() | act.before.memberships.keys():
        row = act.after.memberships.get(pk)
        if row == act.before.memberships.get(pk) or act.who is None:
            continue
        assert row is not None, f"{act.name()} removed membership {pk}"
        able = act.memory.capable
        may = able(act.before, act.who, "register") or able(act.before, act.who, "members", row[2] or 0)
        may = (may and row[0] != act.who) or act.who in act.world.superusers
        assert may, f"{act.name()} changed membership {row}"


def _pages(act: Act) -> None:
    for item in sorted(act.after.pages.keys() - act.before.pages.keys()):
        unit = act.after.of_page(item, "unit")
        assert act.may_write(unit, None), f"{act.name()} created article {item} in unit {unit}"
        act.memory.creators[item] = {act.who or 0}
        if act.copied_from is not None:
            source, photo = act.copied_from, act.before
            written = act.memory.writers(photo, source, photo.of_page(source, "latest_revision"), None)
            act.memory.creators[item] |= written - {None}
    for item in act.before.pages.keys() & act.after.pages.keys():
        old, new = act.before.of_page(item, "unit"), act.after.of_page(item, "unit")
        if old != new:
            owner = act.before.of_page(item, "owner")
            assert act.may_write(old, owner), f"{act.name()} moved article {item} out of unit {old}"
            assert act.may_write(new, None), f"{act.name()} moved article {item} into unit {new}"
            assert not act.before.of_page(item, "live"), f"{act.name()} moved public article {item}"


def _versions(act: Act) -> None:
    known = set().union(*(version.marks for version in act.before.versions.values()))
    judged = {act.before.visits[row[0]][2] for row in act.before.verdicts.values() if row[0] in act.before.visits}
    for pk, version in act.after.versions.items():
        earlier = act.before.versions.get(pk)
        if earlier is not None and earlier.seal == version.seal:
            continue
        assert pk not in judged, f"{act.name()} rewrote version {pk}, on which somebody has decided"
        assert act.who is not None, f"version {pk} appeared by itself"
        save = act.memory.saves.setdefault(pk, Save(by=set()))
        save.by.add(act.who)
        lent = version.marks - act.typed
        seen = act.memory.knows.get(act.who, set()) | act.memory.public
        assert not (lent & known) - seen, f"{act.name()} copied another unit's text into article {version.item}"
        if version.item in act.before.pages:
            _in_time(act, pk, version.item, save)


def _in_time(act: Act, pk: int, item: int, save: Save) -> None:
    waiting = act.before.waiting(item)
    if waiting is not None:
        state, task, _revision, _status, editor, _item = waiting[1]
        assert editor == act.who, f"{act.name()} saved version {pk} of article {item} while it waited"
        save.state, save.stage = state, task
        return
    unit, owner = act.before.of_page(item, "unit"), act.before.of_page(item, "owner")
    assert act.may_write(unit, owner), f"{act.name()} saved version {pk} of article {item} of unit {unit}"


def _submissions(act: Act) -> None:
    for pk, (item, status, _user, _visit) in act.after.states.items():
        if status != "in_progress" or act.before.states.get(pk, (0, ""))[1] == status:
            continue
        unit, owner = act.before.pages.get(item) and act.before.of_page(item, "unit"), act.after.of_page(item, "owner")
        assert act.may_write(unit or act.after.of_page(item, "unit"), owner), f"{act.name()} submitted article {item}"
        assert not act.after.held(item), f"{act.name()} submitted article {item}, which is on hold"
        act.memory.submitters.setdefault(pk, set()).add(act.who or 0)
        act.memory.ever_submitted.add(item)


def _verdicts(act: Act) -> None:
    for pk, (visit, user, acts_for, decision) in act.new("verdicts").items():
        state, task, revision, _status, editor, item = act.before.visits[visit]
        sentence = f"{act.name()} {decision} version {revision} of article {item}"
        assert user == act.who, f"{sentence} in the name of {act.name(user)}"
        assert revision == act.before.of_page(item, "latest_revision"), f"{sentence}, which is not the latest"
        writers = act.memory.writers(act.before, item, revision, state)
        assert user not in writers, f"{sentence} although they had a hand in it"
        assert acts_for not in writers, f"{sentence} for somebody who had a hand in it"
        asked = act.memory.capable(act.before, user, "oversee") and decision == "returned"
        unit = act.before.of_page(item, "unit")
        step = next(step for step in act.world.steps[unit] if step.task == task)
        groups = act.memory.groups(act.world, step, unit, act.before.versions[revision])
        places = act.memory.places(act.before, user, step.role)
        assert asked or set().union(*groups) & places, f"{sentence} without the role {step.role} there"
        if not asked:
            assert not act.before.held(item), f"{sentence} while it was on hold"
            assert editor is None, f"{sentence} while {act.name(editor)} was editing it"
        if decision == "approved":
            act.memory.approvals.append(Approval(pk, item, state, task, revision, user, acts_for, places))


def _has_a_say(act: Act, item: int) -> bool:
    """Whether the actor may hold, release and withdraw the article."""
    who, memory, photo = act.who or 0, act.memory, act.before
    if memory.capable(photo, who, "oversee") or memory.has_a_seat(act.world, photo, who, item):
        return True
    sections = photo.versions[photo.of_page(item, "latest_revision")].sections
    live = photo.of_page(item, "live_revision")
    sections += photo.versions[live].sections if live in photo.versions else []
    leads = set().union(*(act.world.leads[section] for section in sections))
    return any(memory.capable(photo, who, "control", lead) for lead in leads)


def _measures(act: Act) -> None:
    memory, who = act.memory, act.who or 0
    for table in ("holds", "withdrawals"):
        for pk, row in getattr(act.after, table).items():
            if row == getattr(act.before, table).get(pk) or row[0] not in act.before.pages:
                continue
            # A withdrawal ends when an approval makes the item public again.
            ends_by_itself = table == "withdrawals" and pk in act.before.withdrawals
            assert ends_by_itself or _has_a_say(act, row[0]), f"{act.name()} had no say: {table} of article {row[0]}"
    for pk, row in act.after.holds.items():
        if row[2] is not None and act.before.holds.get(pk, row)[2] is None:
            overseen = memory.capable(act.before, row[1], "oversee")
            assert not overseen or memory.capable(act.before, who, "oversee"), f"{act.name()} released what is overseen"
    for row in act.new("withdrawals").values():
        memory.taken_down[row[0]] = (max(act.after.verdicts, default=0), max(act.after.emergencies, default=0))
    for pk, (item, by, _ended_by, revision) in act.new("emergencies").items():
        assert by == who, f"{act.name()} published in the name of {act.name(by)}"
        assert memory.capable(act.before, who, "emergency"), f"{act.name()} published article {item} in an emergency"
        state = (act.before.waiting(item) or (0, (None,)))[1][0]
        assert who not in memory.writers(act.before, item, revision, state), f"{act.name()} published their own text"
        memory.emergencies[revision] = pk
    for pk, (item, by, ended_by, revision) in act.after.emergencies.items():
        if ended_by is None or act.before.emergencies[pk][2] is not None:
            continue
        assert ended_by == who != by, f"{act.name()} signed off article {item} in somebody's name"
        assert who not in memory.writers(act.before, item, revision, None), f"{act.name()} signed off their own text"
        may = memory.has_a_seat(act.world, act.before, who, item) or memory.capable(act.before, who, "emergency")
        assert may, f"{act.name()} signed off article {item}"


def _completed(act: Act) -> None:
    for pk, (item, status, _user, _visit) in act.after.states.items():
        if status == "approved" and act.before.states.get(pk, (0, ""))[1] != status:
            done = [row[2] for row in act.after.visits.values() if row[0] == pk and row[3] == "approved"]
            act.memory.completed.setdefault(item, []).append(max(done))


def _knowledge(act: Act) -> None:
    memory, photo = act.memory, act.after
    if act.who is not None:
        memory.knows.setdefault(act.who, set()).update(act.typed)
    marks: dict[int, set[str]] = {}
    for version in photo.versions.values():
        marks.setdefault(version.item, set()).update(version.marks)
    for item in photo.pages:
        live = photo.of_page(item, "live_revision") if photo.of_page(item, "live") else None
        memory.public |= photo.versions[live].marks if live in photo.versions else set()
        for person in act.world.names:
            if memory.entitled(act.world, photo, person, item):
                memory.knows.setdefault(person, set()).update(marks.get(item, set()))
