"""The way from every public page to the form for wrong content (ND-13.2)."""

from __future__ import annotations

from typing import Any

from django import template

from qa.feedback.sending import about

register = template.Library()


@register.simple_tag(takes_context=True)
def report_wrong_content(context: dict[str, Any]) -> str:
    """The form's address, which names the version that this page shows; no query."""
    request = context.get("request")
    shown = context.get("situation") or context.get("page")
    return about.link(shown, request.path if request is not None else "/")
