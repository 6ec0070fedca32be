"""Starting a widget of Wagtail's without an inline script."""

from __future__ import annotations

import json

from django import template
from django.utils.safestring import SafeString

from units.stock_widgets import starter

register = template.Library()


@register.simple_tag
def start(call: str, id_: str | None, options: str) -> SafeString:
    """Markup by which the browser makes ``call`` with the element's id, if there is one, and ``options`` (JSON)."""
    return starter(call, [*([id_] if id_ else []), json.loads(options)])
