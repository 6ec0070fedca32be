"""What the settings of the search may have wrong."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from elastic_transport.client_utils import url_to_node_config

#: What both engines take for the name of an index and of its aliases.
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


@register()
def check_engine(app_configs: Any, **_options: Any) -> list[CheckMessage]:
    """Say what would keep the engine beside the database from being asked, or let people wait for it."""
    engine = settings.SEARCH_ENGINE
    if not engine["URLS"]:
        return []
    found: list[CheckMessage] = [
        Error(
            f"PORTAL_SEARCH_URL holds what is no address: {url.rpartition('@')[2]!r}.",
            hint="Write it with its scheme, such as https://user:password@search.example.vn:9200.",
            id="search.E001",
        )
        for url in engine["URLS"]
        if not _is_address(url)
    ]
    if not _NAME.fullmatch(engine["INDEX"]):
        found.append(
            Error(
                f"PORTAL_SEARCH_INDEX cannot name an index: {engine['INDEX']!r}.",
                hint="Use lower case letters, digits and hyphens, a letter or digit first.",
                id="search.E002",
            )
        )
    if settings.TASKS["default"]["BACKEND"].endswith("ImmediateBackend"):
        found.append(
            Warning(
                "Whoever saves a page waits until the search engine has heard of it.",
                hint="Set PORTAL_TASKS=database and keep manage.py db_worker running.",
                id="search.W001",
            )
        )
    return found


def _is_address(url: str) -> bool:
    try:
        return url_to_node_config(url, use_default_ports_for_scheme=True).scheme in {"http", "https"}
    except ValueError:
        return False
