"""Wagtail's widgets start by ``admin-start.js`` and not from inline scripts, which the policy of the administration
forbids (``config.policy``).

Removed once Wagtail starts them from attributes itself, as it does the rest of its screens.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django.forms.renderers import BaseRenderer
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser

#: What choosers write into their script: one call, its arguments as JSON.
CALL = re.compile(r"(?P<call>(?:new )?\w+)\((?P<arguments>.*)\);", re.DOTALL)


def starter(call: str, arguments: list[Any]) -> SafeString:
    """Markup by which the browser makes ``call``, a function's name or "new" and a class's, with ``arguments``."""
    return format_html(
        '<span hidden data-controller="portal-start" data-portal-start-call-value="{}" '
        'data-portal-start-with-value="{}"></span>',
        call,
        json.dumps(arguments),
    )


def render(
    chooser: BaseChooser,
    name: str,
    value: Any,
    attrs: dict[str, Any] | None = None,
    renderer: BaseRenderer | None = None,
) -> SafeString:
    """As ``BaseChooser.render``, without its script.

    Raises ``TypeError`` without an id and ``ValueError`` where the script is more than one call.
    """
    if not attrs or "id" not in attrs:
        raise TypeError("a chooser cannot be rendered without an 'id' attribute")
    data = chooser.get_value_data(value)
    found = CALL.fullmatch(chooser.render_js_init(attrs["id"], name, data))
    try:
        arguments = json.loads(f"[{found['arguments'] if found else None}]")
    except ValueError:
        found = None
    if found is None:
        raise ValueError(f"{type(chooser).__name__} starts by more than one call; see units.stock_widgets")
    return format_html("{}{}", chooser.render_html(name, data, attrs), starter(found["call"], arguments))


def tame() -> None:
    """Let every chooser render that way."""
    BaseChooser.render = render
