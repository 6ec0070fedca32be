"""How a message and a daily digest look as mail: plain text, the same as simple HTML, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units.messages.models import Message

if TYPE_CHECKING:
    from accounts.models import User

#: Seconds to wait for a mail server where ``EMAIL_TIMEOUT`` is not set; without one Django would wait for ever.
TIMEOUT = 10
LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class Letter:
    """A mail that is ready to go."""

    address: str
    subject: str
    text: str
    html: str

    def send(self) -> None:
        """Hand it to the mail server. Raises whatever the server or the way to it raises."""
        mail = EmailMultiAlternatives(
            self.subject,
            self.text,
            settings.DEFAULT_FROM_EMAIL,
            [self.address],
            connection=get_connection(timeout=settings.EMAIL_TIMEOUT or TIMEOUT),
            headers={"Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(self.html, "text/html")
        mail.send()


def about_one(message: Message) -> Letter:
    """The mail about one message."""
    with translation.override(settings.LANGUAGE_CODE):
        what = message.about or message.text
        subject = _("%(kind)s: %(what)s") % {"kind": message.get_kind_display(), "what": what}
        return _letter("one", message.recipient, subject, {"line": _line(message)})


def digest(person: User, messages: Sequence[Message], day: date) -> Letter:
    """The mail of one day with all ``messages``."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = ngettext("%(count)s message on %(day)s", "%(count)s messages on %(day)s", len(messages)) % {
            "count": len(messages),
            "day": f"{day:%d/%m/%Y}",
        }
        return _letter("digest", person, subject, {"lines": [_line(message) for message in messages]})


def _letter(template: str, person: User, subject: str, context: dict[str, Any]) -> Letter:
    context |= {
        "person": person,
        "site": settings.WAGTAIL_SITE_NAME,
        "messages_link": _absolute(reverse("messages:index")),
        "choice_link": _absolute(reverse("messages:choice")),
    }
    line = " ".join(f"[{settings.WAGTAIL_SITE_NAME}] {subject}".split())
    return Letter(
        address=person.email,
        subject=Truncator(line).chars(LONGEST_SUBJECT),
        text=render_to_string(f"messages/mail/{template}.txt", context),
        html=render_to_string(f"messages/mail/{template}.html", context),
    )


def _line(message: Message) -> dict[str, Any]:
    """A message with the link that opens it and marks it read."""
    return {"message": message, "link": _absolute(reverse("messages:open", args=[message.pk]))}


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
