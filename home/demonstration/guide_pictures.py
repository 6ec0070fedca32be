"""Which screens of the demonstration the guide shows, and the browser that looks at them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from home.models import ArticlePage
from units.approval.items import key_of
from units.approval.models import Route
from units.approval.worklists import WorkLists
from units.guide import pages
from units.models import Membership

if TYPE_CHECKING:
    from accounts.models import User

FOLDER: Path = settings.SITE_DIR / "static" / pages.PICTURES
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@dataclass(frozen=True)
class Picture:
    """One picture: its file's name, the roles of which somebody looks, the likelier first, and at which address.

    The address is empty for somebody who has nothing to show there.
    """

    name: str
    roles: tuple[str, ...]
    address: Callable[[User], str]


def _named(name: str) -> Callable[[User], str]:
    return lambda _user: reverse(name)


def _draft(user: User) -> str:
    own = ArticlePage.objects.filter(owner=user, live=False).order_by("-pk").first()
    return reverse("wagtailadmin_pages:edit", args=[own.pk]) if own else ""


def _waiting(user: User) -> str:
    rows = WorkLists(user, {}, 1).pages["waiting"].object_list
    return reverse("approval:review", args=[key_of(rows[0].visit.workflow_state.content_object)]) if rows else ""


def _public(user: User) -> str:
    return reverse("approval:hold", args=[ArticlePage.objects.live().order_by("-first_published_at")[0].pk])


def _route(user: User) -> str:
    return reverse("routes:route", args=[Route.objects.in_force()[0].pk])


APPROVERS = ("board", "leader")
PICTURES = (
    Picture("trang-dau", ("contributor",), _named("wagtailadmin_home")),
    Picture("soan-bai", ("contributor",), _draft),
    Picture("cau-hoi", ("contributor",), _named("questions:index")),
    Picture("viec-cua-toi", APPROVERS, _named("approval:my_work")),
    Picture("xet-duyet", APPROVERS, _waiting),
    Picture("nhan-su", ("unit_admin",), _named("members:index")),
    Picture("bao-cao", ("office",), _named("contributions:index")),
    Picture("tam-dung", ("standing_committee",), _public),
    Picture("danh-muc-don-vi", ("office",), _named("units_unit_modeladmin_index")),
    Picture("quy-trinh", ("office",), _route),
    Picture("tinh-huong", ("contributor",), _named("wagtailsnippets_knowledge_situation:list")),
    Picture("chi-tieu", ("office",), _named("quotas:index")),
    Picture("so-lieu-da-chot", ("office",), _named("periods:index")),
    Picture("phan-anh", ("feedback_officer",), _named("feedback:index")),
)


def view_of(picture: Picture) -> tuple[User, str]:
    """Return who looks and the address: the first person of the roles who has something to show.

    Raises ``CommandError`` when nobody has.
    """
    for role in picture.roles:
        for held in Membership.objects.in_force().filter(role__code=role).order_by("pk").select_related("user"):
            address = picture.address(held.user)
            if address:
                return held.user, address
    raise CommandError(_("Nobody in this demonstration has anything to show for “%(name)s”.") % {"name": picture.name})


def session_of(user: User) -> str:
    """Return the key of a session in which ``user`` is signed in; the demonstration's own database keeps it."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


@contextmanager
def served() -> Iterator[tuple[str, Any]]:
    """Serve this database at a free port and start a browser; yield the address and the browser.

    Raises ``CommandError`` when there is no browser to look with.
    """
    path = os.environ.get("PORTAL_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise CommandError(
            _("Chromium was not found; install it (apt install chromium) or name it in PORTAL_CHROMIUM.")
        )
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread
    from playwright.sync_api import sync_playwright

    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield f"http://127.0.0.1:{server.port}", browser
        finally:
            browser.close()
            server.terminate()
