"""What a screen says, where it leads, and its forms with nothing filled in."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.contrib.auth import get_user_model

from knowledge.models import FieldOfWork
from qa.models import PublicForm
from tests.house.language import wrong_in
from units.models import Role, Unit, UnitKind

#: An address of the administration in an attribute or in the data that a page hands to its scripts.
ADDRESS = re.compile(r"""(?<=["'])/quan-tri/[^"'\s<>\\]*(?=["'])""")
FILLED_IN = {"input", "textarea", "select"}
PRESSED = {"submit", "button", "reset", "image"}


def told(response: Any) -> str:
    """All that an answer says, the message that waits for the next page included."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    waiting = getattr(getattr(response.wsgi_request, "_messages", None), "_queued_messages", [])
    return body.decode(errors="replace") + " ".join(str(message) for message in waiting)


def page_of(response: Any) -> str:
    """The HTML of an answer; that of a dialog comes wrapped in JSON. Empty for anything else."""
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("application/json") and isinstance(response.json(), dict):
        return str(response.json().get("html") or "")
    return told(response) if kind.startswith("text/html") else ""


def content(*more: str) -> list[str]:
    """What in a page was put in by people: codes, names of accounts and whatever ``more`` says; longest first."""
    codes = [model.objects.values_list("code", flat=True) for model in (Role, Unit, UnitKind, FieldOfWork, PublicForm)]
    accounts = get_user_model().objects.values_list("username", flat=True)
    names = {"Welcome", "localhost", *more, *accounts, *(str(code) for found in codes for code in found)}
    return sorted(names, key=len, reverse=True)


def wrong_with(response: Any, known: list[str]) -> list[str]:
    """What is not Vietnamese in an answer; that it fails is wrong with it, too."""
    if response.status_code >= 500:
        return [f"fails with {response.status_code}"]
    return wrong_in(page_of(response), known)


def leads_to(page: str) -> list[str]:
    """Every address of the administration that a page names, in its order, without what stands after ``#``."""
    found = (address.partition("#")[0] for address in ADDRESS.findall(html.unescape(page)))
    return list(dict.fromkeys(found))


@dataclass
class Form:
    """A form that is posted: where to, empty for the page's own address, and what is sent when nobody fills it in."""

    action: str
    sent: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    """Gathers the posted forms of a page; what is hidden is carried along, and every stream has no block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Form] = []
        self._within: list[Form | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        around = next((form for form in reversed(self._within) if form), None)
        if tag == "form":
            # The templates of dialogs hold forms within forms.
            form = Form(given.get("action", "")) if given.get("method", "").lower() == "post" else None
            self._within.append(form)
            self.found += [form] if form else []
        elif around and tag in FILLED_IN and given.get("name") and given.get("type") not in PRESSED:
            around.sent[given["name"]] = given.get("value", "") if given.get("type") == "hidden" else ""
        elif around and "data-block" in given and given.get("id"):
            around.sent[f"{given['id']}-count"] = "0"

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._within:
            self._within.pop()


def forms(page: str) -> list[Form]:
    """Return the forms of a page that are posted."""
    reader = _Forms()
    reader.feed(page)
    return reader.found
