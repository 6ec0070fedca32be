"""The address of another page of a list."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.template.defaulttags import querystring

register = template.Library()


@register.simple_tag(takes_context=True)
def page_address(context: Context, key: str, number: int) -> str:
    """This screen's address with ``number`` for ``key``; filters and the places in its other lists stay."""
    changed: dict[str, Any] = {key: number}
    return str(querystring(context, **changed))
