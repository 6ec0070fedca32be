"""What readers of a page are told about what it refers to."""

from __future__ import annotations

from typing import Any

from django import template

from units.dependence import changes_for

register = template.Library()


@register.inclusion_tag("components/outdated-notice.html", takes_context=True)
def outdated_notice(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """A notice naming what ``page`` refers to and has been replaced, with what replaces it; one query."""
    request = context.get("request")
    changes = changes_for(page, request) if page.pk else []
    return {"changes": [{"change": change, "links": change.links(request)} for change in changes]}
