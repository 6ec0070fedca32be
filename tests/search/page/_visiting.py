"""Opening the search page, and what stands on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from wagtail.models import Page

MARKUP = "<script>alert(1)</script>"
MakePage = Callable[..., Page]


def visit(query: str, **more: Any) -> Any:
    return Client().get("/tim-kiem/", {"q": query, **more})


def shown(answer: Any, part: str = "results") -> list[str]:
    return [result.item.title for result in answer.context[part]]
