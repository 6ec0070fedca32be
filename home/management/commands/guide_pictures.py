"""``manage.py guide_pictures``: make the pictures of the guide anew from the demonstration."""

from __future__ import annotations

import io
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from home.demonstration.guide_pictures import FOLDER, PICTURES, Picture, served, session_of, view_of
from home.models import ArticlePage

WINDOW = {"width": 1100, "height": 720}


class Command(BaseCommand):
    """Serve the demonstration to a browser of its own and keep what the screens look like, as small WebP files.

    The pictures are part of the repository, since a portal without a browser has to show them too; they are made again
    whenever a screen has changed.
    """

    help = "Make the pictures of the guide from the demonstration; needs Chromium and Playwright."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="only these pictures, without .webp")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG or not ArticlePage.objects.exists():
            raise CommandError(_("The pictures are made from a demonstration; build one first with `make demo`."))
        wanted = [picture for picture in PICTURES if not options["names"] or picture.name in options["names"]]
        # The browser's event loop keeps the database from this thread, so everything is asked before it starts.
        views = [(picture, *view_of(picture)) for picture in wanted]
        looks = [(picture, session_of(person), screen) for picture, person, screen in views]
        with served() as (address, browser):
            for picture, session, screen in looks:
                self._take(picture, session, address, screen, browser)

    def _take(self, picture: Picture, session: str, address: str, screen: str, browser: Any) -> None:
        context = browser.new_context(base_url=address, locale="vi-VN", timezone_id=settings.TIME_ZONE, viewport=WINDOW)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        page = context.new_page()
        page.goto(screen, wait_until="networkidle")
        size = self._keep(picture, page.screenshot())
        context.close()
        self.stdout.write(_("%(name)s: %(size)s kB.") % {"name": picture.name, "size": round(size / 1000)})

    def _keep(self, picture: Picture, png: bytes) -> int:
        """Write a screenshot as WebP; its size in bytes."""
        from PIL import Image

        path = FOLDER / f"{picture.name}.webp"
        Image.open(io.BytesIO(png)).convert("RGB").save(path, "WEBP", quality=62, method=6)
        return path.stat().st_size
