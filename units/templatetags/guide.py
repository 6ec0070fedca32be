"""``{% screen_help %}``: what the screen is for and where the guide says more, above every screen of the admin."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from units.guide import pages
from units.guide.help import help_for

register = template.Library()


@register.inclusion_tag("guide/_help.html", takes_context=True)
def screen_help(context: dict[str, Any]) -> dict[str, Any]:
    """The help of the address that was asked for; nothing for an address without help, or without a request."""
    match = getattr(context.get("request"), "resolver_match", None)
    known = help_for(match.view_name) if match else None
    if known is None:
        return {}
    code, _hash, anchor = known.place.partition("#")
    return {
        "line": known.line,
        "place": pages.place(known.place),
        "address": f"{reverse('guide:part', args=[code])}#{anchor}",
    }
