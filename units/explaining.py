"""Items that explain a document or a guidance page, found from what they explain (ND-6.2đ).

The room of the articles registers how to find them; the pages that are explained ask, whichever room they stand in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

#: From a request, the id of the page explained (if it is one) and the symbol of a document (or "") to items for lines.
Finder = Callable[[HttpRequest, int | None, str], list[Any]]

_finder: list[Finder] = []


def register(finder: Finder) -> None:
    """Tell this room how to find what explains something; the room of the articles calls it when it opens."""
    _finder[:] = [finder]


def items_about(request: HttpRequest, page: int | None = None, symbol: str = "") -> list[Any]:
    """The newest public items that explain the page of that id or the document ``symbol``; one query, none where
    there is neither."""
    return _finder[0](request, page, symbol) if _finder and (page is not None or symbol) else []
