"""The whole crawl of one portal: everybody's walk, what only a made-up address leads to, refusals, failures, mails."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.html import escape
from django.views.defaults import server_error

from tests.crawl.people import client_of, walkers
from tests.crawl.walk import Stop, Walk, missed
from tests.house.language import wrong_in
from tests.house.screens import content
from tests.units._walk import admin_patterns
from units.messages.letters import about_one, digest
from units.messages.models import Message

LOGIN = "wagtailadmin_login"
#: Words of the demonstrations that no syllable is spelt like: chlorine, what a reader typed without accents, a place.
WORDS = ("clo", "nghi quyet", "Blah")


class Crawl:
    """Walks as each role, or as those of ``roles``; ``say`` is told what has been done."""

    def __init__(self, say: Callable[[str], object], roles: Collection[str] = ()) -> None:
        self.say = say
        self.people = {role: person for role, person in walkers().items() if not roles or role in roles}
        self.known = content(*WORDS, *(person.get_full_name() for person in get_user_model().objects.all()))
        self.walks: dict[str, Walk] = {}
        self.apart: set[tuple[str, str, str]] = set()
        self.found: dict[tuple[str, str], str] = {}

    def tell(self, found: Iterable[tuple[str, str, str]]) -> None:
        """Say everything that is wrong, each once, whoever met it."""
        for name, address, line in found:
            if (name, line) not in self.found:
                self.found[name, line] = address
                self.say(f"  {name}: {line} ({address})")

    def run(self) -> None:
        """Walk as everybody, then look at what nobody is led to."""
        self._outside()
        for role, person in self.people.items():
            walk = Walk(client_of(person), self.known).go()
            walk.sends_forms, walk.most = False, 1
            walk.go(*self._of_others(walk))
            if person.is_superuser:
                walk.go(*self._unlinked(walk))
            self.walks[role] = walk
            self.say(f"{role}: {walk.opened} addresses of {len(walk.names)} views, {walk.sent} forms")
            self.tell(sorted(walk.found))
        self._mails()
        self.tell(sorted(self.apart))
        left = list(missed(self.walks.values(), {name for name, _pattern in admin_patterns()}))
        self.say(f"not opened, since nothing in this portal leads there: {', '.join(left) or 'none'}")

    def _of_others(self, walk: Walk) -> Iterator[str]:
        """What a person is not led to but may ask for, one address of each room: a refusal, or the same screen."""
        rooms = {name.partition(":")[0] for name in walk.names}
        for other in self.walks.values():
            for stop in other.screens:
                if (room := stop.name.partition(":")[0]) not in rooms:
                    rooms.add(room)
                    yield stop.address

    def _unlinked(self, walk: Walk) -> Iterator[str]:
        """Addresses of views that no page leads to, made of what other addresses of this portal are made of."""
        known: dict[str, list[object]] = {}
        for addresses in walk.seen.values():
            for address in addresses:
                for key, value in resolve(urlsplit(address).path).kwargs.items():
                    known.setdefault(key, []).append(value)
        for name, pattern in admin_patterns():
            wanted = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
            if name not in walk.names and wanted <= set(known):
                for number in range(2):
                    values = {key: known[key][min(number, len(known[key]) - 1)] for key in wanted}
                    try:
                        yield reverse(name, kwargs=values)
                    except NoReverseMatch:
                        continue

    def _outside(self) -> None:
        """The door, what it answers, and the pages of errors."""
        visitor = Client(SERVER_NAME="localhost", raise_request_exception=False)
        strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
        login, reset = reverse(LOGIN), reverse("wagtailadmin_password_reset")
        answers = {
            "door": visitor.get(login),
            "door, empty": visitor.post(login, {}),
            "door, wrong": visitor.post(login, {"username": "ai-do", "password": "sai"}),
            "password forgotten": visitor.get(reset),
            "password forgotten, empty": visitor.post(reset, {}),
            "403": strict.post(login, {}),
            "404": visitor.get("/quan-tri/khong-co/", follow=True),
            "404 for readers": visitor.get("/khong-co/"),
            "500": server_error(RequestFactory().get("/quan-tri/")),
        }
        for name, answer in answers.items():
            self.apart |= {(name, "", line) for line in wrong_in(answer.content.decode(), self.known)}

    def _mails(self) -> None:
        """A mail for every kind of message that there is, a digest, and what left at the door."""
        newest = {message.kind: message for message in Message.objects.order_by("pk").select_related("recipient")}
        letters = [about_one(message) for message in newest.values()]
        if newest:
            one = next(iter(newest.values()))
            letters.append(digest(one.recipient, list(newest.values()), one.created_at.date()))
        said = [(letter.subject, letter.text) for letter in letters]
        said += [(str(sent.subject), str(sent.body)) for sent in mail.outbox]
        for subject, text in said:
            page = "".join(f"<p>{escape(line)}</p>" for line in (subject, *text.splitlines()))
            self.apart |= {("mail", subject, line) for line in wrong_in(page, self.known)}
        self.say(f"mails: {len(said)} read")

    def screens(self) -> dict[str, list[Stop]]:
        """Every whole screen once for each kind of thing, under the first role that sees it, the administrator last."""
        taken: set[tuple[str, str]] = set()
        shown: dict[str, list[Stop]] = {}
        for role in sorted(self.walks, key=lambda role: role == "sysadmin"):
            for stop in self.walks[role].screens:
                if (stop.name, stop.kind) not in taken:
                    taken.add((stop.name, stop.kind))
                    shown.setdefault(role, []).append(stop)
        return shown
