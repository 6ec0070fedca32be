"""The command behind ``make crawl``; ends with code 1 when something is wrong. Arguments are the roles to walk as.

It reads the demonstration that the environment names and leaves it as it was.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import django


def main() -> int:
    """Crawl and look; what is wrong is printed as it is found."""
    django.setup()
    from django.conf import settings
    from django.core import mail
    from django.db import transaction
    from django.urls import get_resolver

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    # Hundreds of refusals are what is wanted here.
    logging.disable(logging.CRITICAL)
    # Some of Wagtail's labels are translated when its views are loaded.
    get_resolver().url_patterns  # noqa: B018 - reading it loads it

    from tests.crawl.everything import Crawl
    from tests.crawl.looking import look

    options, roles = ([word for word in sys.argv[1:] if word.startswith("--") is kind] for kind in (True, False))
    crawl = Crawl(lambda line: print(line, flush=True), roles)  # noqa: T201
    with transaction.atomic():
        crawl.run()
        transaction.set_rollback(True)
    if "--no-browser" not in options:
        folder = Path(settings.DATA_DIR) / "crawl"
        crawl.tell(look(crawl, folder))
        crawl.say(f"pictures of the screens: {folder}")
    crawl.say(f"{len(crawl.found)} findings")
    return 1 if crawl.found else 0


if __name__ == "__main__":
    sys.exit(main())
