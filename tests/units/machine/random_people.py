"""The machine: what random people of two units and of the site may try at any moment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.units.machine import doors
from tests.units.machine.actors import NAMES, World
from tests.units.machine.photographs import Photo
from tests.units.machine.play import Play

#: At least so many steps for each time the clock runs on.
PATIENCE = 10
#: Nobody is dismissed while fewer hold a role, or the portal would soon be empty.
ENOUGH = 15

people = st.sampled_from(NAMES)
units = st.sampled_from(["vptu", "da-lat", "btgtu"])
numbers = st.integers(0, 29)
honest = st.booleans()
ALLOWED_TWICE = st.sampled_from([True, True, False])


class RandomPeople(RuleBasedStateMachine):
    """The rules are the things that people try; ``rightly`` says whether somebody tries who may."""

    world: ClassVar[World]
    bare: ClassVar[Photo]
    played: ClassVar[int]

    def __init__(self) -> None:
        super().__init__()
        self.play = Play(self.world, self.bare)

    def teardown(self) -> None:
        """End the play."""
        type(self).played += self.play.steps
        self.play.close()

    def text(self, mark: str, chosen: int, **more: Any) -> dict[str, Any]:
        """The editing form filled in."""
        return doors.article(self.world, self.play.photo, mark, chosen, **more)

    def waiting_number(self, item: int) -> int:
        """The number that falls on ``item`` among those that wait."""
        return [found for found in self.play.items if self.play.photo.waiting(found)].index(item)

    def who_would_approve_themselves(self, item: int) -> list[int]:
        """Whoever had a hand in what waits and decides on such items."""
        play, photo = self.play, self.play.photo
        if (waiting := photo.waiting(item)) is None:
            return []
        writers = play.memory.writers(photo, item, waiting[1][2], waiting[1][0])
        return sorted(pk for pk in writers if play.memory.has_a_seat(self.world, photo, pk, item))

    # Writing

    @initialize(chosen=numbers)
    def begin_with_something(self, chosen: int) -> None:
        """Two units have articles on their route, one of them written by somebody who decides on others."""
        for name, unit in (("writer", "vptu"), ("their_writer", "da-lat"), ("board", "vptu")):
            self.write(who=name, unit=unit, rightly=False, chosen=chosen, submit=True, luck=0)
        for number in range(2):
            self.decide(who="board", number=0, rightly=True, luck=number, action="approve", door="action")

    @rule(who=people, unit=units, rightly=ALLOWED_TWICE, chosen=numbers, submit=honest, luck=numbers)
    def write(self, *, who: str, unit: str, rightly: bool, chosen: int, submit: bool, luck: int) -> None:
        """Add an article to a unit, and perhaps submit it at once."""
        place = self.world.units[unit]
        name = self.play.one_of(self.play.writers_for(place.pk), luck, who) if rightly else who
        mark, more = self.play.mark(), {"action-publish": "1"} if luck % 7 == 0 else {}
        address = doors.reverse("wagtailadmin_pages:add", args=["home", "articlepage", place.page_id])
        self.play.post(name, (address, {**self.text(mark, chosen, submit=submit), **more}), mark)

    @rule(
        who=people,
        number=numbers,
        rightly=ALLOWED_TWICE,
        chosen=numbers,
        button=st.sampled_from(["save", "submit", "submit", "publish", "schedule", "revert", "autosave", "cancel"]),
        luck=numbers,
    )
    def edit(self, *, who: str, number: int, rightly: bool, chosen: int, button: str, luck: int) -> None:
        """Change an article, with any of the buttons of the editing form."""
        play = self.play
        item = play.item(number)
        if item is None:
            return
        unit, versions = play.photo.of_page(item, "unit"), [p for p, v in play.photo.versions.items() if v.item == item]
        name = play.one_of(play.writers_for(unit), luck, who) if rightly else who
        mark, colleague = play.mark(), play.one_of(play.writers_for(unit), chosen, who)
        named = self.world.people[colleague] if luck % 5 == 0 else None
        more: dict[str, Any] = {
            "publish": {"action-publish": "1"},
            "schedule": {"action-submit": "1", "go_live_at": doors.hour(timedelta(hours=5))},
            "revert": {"action-submit": "1", "revision": versions[luck % len(versions)]},
            "autosave": {"overwrite_revision_id": str(versions[-1])},
            "cancel": {"action-cancel-workflow": "1"},
        }.get(button, {})
        data = {**self.text(mark, chosen, named=named, submit=button == "submit"), **more}
        play.post(name, (doors.reverse("wagtailadmin_pages:edit", args=[item]), data), mark)

    @rule(who=people, number=numbers, rightly=honest, luck=numbers)
    def take_back(self, *, who: str, number: int, rightly: bool, luck: int) -> None:
        """End a submission."""
        item = self.play.item(number, self.play.photo.waiting)
        if item is not None:
            owner = self.world.names.get(self.play.photo.of_page(item, "owner"), who)
            address = doors.reverse("approval:take_back", args=[item])
            self.play.post(owner if rightly else who, (address, {}))

    # Deciding

    @rule(
        who=people,
        number=numbers,
        rightly=ALLOWED_TWICE,
        luck=numbers,
        action=st.sampled_from(["approve", "approve", "approve", "reject"]),
        door=st.sampled_from(["action", "review", "collect", "editor"]),
    )
    def decide(self, *, who: str, number: int, rightly: bool, luck: int, action: str, door: str) -> None:
        """Approve or return what waits."""
        play = self.play
        item = play.item(number, play.photo.waiting)
        if item is None:
            return
        name = play.one_of(play.memory.deciders(self.world, play.photo, item), luck, who) if rightly else who
        mark = play.mark()
        play.post(name, doors.verdict(door, play.photo, item, action, self.text(mark, luck)), mark)

    @rule(number=numbers, luck=numbers, door=st.sampled_from(["action", "review", "editor"]))
    def decide_on_their_own(self, number: int, luck: int, door: str) -> None:
        """Somebody who had a hand in a text tries to approve it."""
        play, photo = self.play, self.play.photo
        item = play.item(number, self.who_would_approve_themselves)
        if item is None:
            return
        name = play.one_of(self.who_would_approve_themselves(item), luck, "writer")
        mark = play.mark()
        play.post(name, doors.verdict(door, photo, item, "approve", self.text(mark, luck)), mark)

    @rule(number=numbers, luck=numbers, chosen=numbers)
    def approve_to_the_end(self, number: int, luck: int, chosen: int) -> None:
        """Everybody who is asked approves, one after the other."""
        for turn in range(4):
            item = self.play.item(number, self.play.photo.waiting)
            if item is not None and self.play.photo.waiting(item):
                self.decide(
                    who="board",
                    number=self.waiting_number(item),
                    rightly=True,
                    luck=luck + turn,
                    action="approve",
                    door="review",
                )

    @rule(
        who=people, number=numbers, rightly=ALLOWED_TWICE, luck=numbers, verbs=st.sampled_from(["edit", "both", "end"])
    )
    def mend(self, *, who: str, number: int, rightly: bool, luck: int, verbs: str) -> None:
        """Edit at a stage, hand over, or both with a change in between."""
        play = self.play
        item = play.item(number, play.photo.waiting)
        if item is None:
            return
        found = play.photo.waiting(item)
        editor = self.world.names.get(found[1][4] or 0) if found else None
        name = play.one_of(play.memory.deciders(self.world, play.photo, item), luck, who) if rightly else who
        name = editor if editor and rightly else name
        if verbs != "end":
            play.post(name, doors.at_the_desk("edit", item))
        if verbs == "both":
            self.edit(who=name, number=play.items.index(item), rightly=False, chosen=luck, button="save", luck=luck)
        if verbs != "edit":
            play.post(name, doors.at_the_desk("hand_over", item))

    def measure(self, *, who: str, number: int, rightly: bool, verb: str, meaning: str, luck: int) -> None:
        """Take a measure on an article."""
        play, photo = self.play, self.play.photo
        wanted = {
            "release": photo.held,
            "emergency": lambda item: not photo.of_page(item, "live"),
            "withdraw": lambda item: photo.of_page(item, "live"),
            "sign_off": lambda item: any(row[0] == item for row in photo.emergencies.values()),
        }.get(verb)
        item = play.item(number, wanted)
        if item is None:
            return
        name = ("overseer", "second_overseer")[luck % 2] if rightly else who
        play.post(name, doors.measure(verb, photo, item, meaning, play.item(luck)))

    @rule(who=people, number=numbers, rightly=honest, verb=st.sampled_from(["hold", "hold", "release"]), luck=numbers)
    def hold_or_release(self, *, who: str, number: int, rightly: bool, verb: str, luck: int) -> None:
        """Take an article out of sight for a while, or bring it back."""
        self.measure(who=who, number=number, rightly=rightly, verb=verb, meaning="error", luck=luck)

    @rule(
        who=people,
        number=numbers,
        rightly=honest,
        meaning=st.sampled_from(["error", "replaced", "withdrawn"]),
        luck=numbers,
    )
    def withdraw(self, *, who: str, number: int, rightly: bool, meaning: str, luck: int) -> None:
        """Take an article down for good."""
        self.measure(who=who, number=number, rightly=rightly, verb="withdraw", meaning=meaning, luck=luck)

    @rule(who=people, number=numbers, rightly=honest, verb=st.sampled_from(["emergency", "sign_off"]), luck=numbers)
    def in_an_emergency(self, *, who: str, number: int, rightly: bool, verb: str, luck: int) -> None:
        """Publish without the route, or sign that off."""
        self.measure(who=who, number=number, rightly=rightly, verb=verb, meaning="error", luck=luck)

    # Ways round

    @rule(
        who=people,
        number=numbers,
        unit=units,
        rightly=honest,
        how=st.sampled_from(["plain", "alias", "public", "both"]),
        luck=numbers,
    )
    def copy(self, *, who: str, number: int, unit: str, rightly: bool, how: str, luck: int) -> None:
        """Copy an article somewhere."""
        play, place = self.play, self.world.units[unit]
        item, mark = play.item(number), play.mark()
        if item is not None:
            play.copied_from = item
            name = play.one_of(play.writers_for(place.pk), luck, who) if rightly else who
            play.post(name, doors.copying(item, place.page_id, mark, how), mark)

    @rule(who=people, number=numbers, unit=units)
    def move(self, who: str, number: int, unit: str) -> None:
        """Move an article to another unit."""
        item, place = self.play.item(number), self.world.units[unit].page_id
        if item is not None:
            address = doors.reverse("wagtailadmin_pages:move_confirm", args=[item, place])
            self.play.post(who, (address, {}))

    @rule(
        who=people,
        numbers=st.lists(numbers, min_size=1, max_size=3),
        unit=units,
        action=st.sampled_from(["publish", "unpublish", "move", "delete"]),
    )
    def in_bulk(self, who: str, numbers: list[int], unit: str, action: str) -> None:
        """Do something with many pages at once."""
        items = sorted({self.play.item(number) or 0 for number in numbers} - {0})
        if items:
            self.play.post(who, doors.in_bulk(action, items, self.world.units[unit].page_id))

    @rule(
        who=people,
        number=numbers,
        unit=units,
        luck=numbers,
        action=st.sampled_from(
            ["publish", "unpublish", "copy", "create_alias", "revert_to_page_revision", "move", "delete"]
        ),
    )
    def by_the_api(self, *, who: str, number: int, unit: str, luck: int, action: str) -> None:
        """Use the admin API."""
        item = self.play.item(number)
        if item is None:
            return
        versions = [pk for pk, row in self.play.photo.versions.items() if row.item == item]
        self.play.copied_from = item if action in ("copy", "create_alias") else None
        request = doors.api(action, item, self.world.units[unit].page_id, versions[luck % len(versions)])
        self.play.post(who, request, as_json=True)

    @rule(
        who=people, number=numbers, action=st.sampled_from(["unpublish", "delete", "lock", "unlock", "convert_alias"])
    )
    def press(self, who: str, number: int, action: str) -> None:
        """Press one of the buttons in the menu of a page."""
        if (item := self.play.item(number)) is not None:
            self.play.post(who, (doors.reverse(f"wagtailadmin_pages:{action}", args=[item]), {}))

    # People and time

    @rule(who=people, rightly=honest, whom=people, unit=units, luck=numbers)
    def appoint(self, *, who: str, rightly: bool, whom: str, unit: str, luck: int) -> None:
        """Give somebody a role in a unit."""
        person, roles = self.world.person(whom), ("contributor", "board", "leader", "unit_admin")
        role = self.world.roles[roles[luck % len(roles)]]
        name = "office" if rightly else who
        self.play.post(name, doors.appointing(person.username, role, self.world.units[unit].pk))

    @precondition(lambda self: self.play.in_force() > ENOUGH)
    @rule(who=people, rightly=honest, luck=numbers)
    def dismiss(self, who: str, rightly: bool, luck: int) -> None:
        """End a membership as early as possible."""
        held = sorted(self.play.photo.memberships)
        self.play.post("office" if rightly else who, doors.ending(held[luck % len(held)]))

    @rule(who=people, rightly=honest, whom=people, luck=numbers, days=st.integers(0, 5))
    def delegate(self, *, who: str, rightly: bool, whom: str, luck: int, days: int) -> None:
        """Let somebody decide in one's place for some days."""
        held = [pk for pk, row in self.play.photo.memberships.items() if row[1] in ("board", "editorial_team")]
        key = held[luck % len(held)]
        owner = self.world.names[self.play.photo.memberships[key][0]]
        self.play.post(owner if rightly else who, doors.delegating(key, self.world.people[whom], days))

    @precondition(lambda self: self.play.waits * PATIENCE <= self.play.steps)
    @rule(hours=st.sampled_from([1, 6, 24, 72]))
    def wait(self, hours: int) -> None:
        """Let the clock run."""
        self.play.let_time_pass(timedelta(hours=hours))

    @rule(who=people, number=numbers, where=st.lists(st.integers(0, 60), min_size=1, max_size=4))
    def look(self, who: str, number: int, where: list[int]) -> None:
        """Open some pages of the admin."""
        item = self.play.item(number)
        if item is None:
            return
        unit = next(unit for unit in self.world.units.values() if unit.pk == self.play.photo.of_page(item, "unit"))
        addresses = doors.looks(self.play.photo, item, unit.page_id, unit.code)
        for chosen in where:
            self.play.get(who, addresses[chosen % len(addresses)])

    @rule(number=numbers, luck=numbers, where=st.lists(st.integers(0, 60), min_size=2, max_size=4))
    def snoop(self, number: int, luck: int, where: list[int]) -> None:
        """Somebody who has nothing to do with an article that waits tries to read it."""
        item = self.play.item(number, self.play.photo.waiting)
        if item is None:
            return
        mine = self.play.memory.entitled
        strangers = [pk for pk in self.world.names if not mine(self.world, self.play.photo, pk, item)]
        name = self.play.one_of(strangers, luck, "outsider")
        self.look(who=name, number=self.play.items.index(item), where=where)
