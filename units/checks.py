"""System checks: a type of a unit's pages or snippets that forgets what approval needs does not start."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from units import scoping
from units.approval.panels import DeclarationsPanel
from units.forms import OwnedPageForm
from units.snippets.forms import OwnedSnippetForm


@register(Tags.models)
def owned_pages_keep_the_rules(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every owned page has the form and the declarations that approval rests on (LD-5.1a)."""
    found: list[CheckMessage] = []
    for model in scoping.owned_models():
        if not issubclass(model.base_form_class, OwnedPageForm):
            found.append(Error("base_form_class must extend OwnedPageForm.", obj=model, id="units.E001"))
        if not any(isinstance(panel, DeclarationsPanel) for panel in model.content_panels):
            found.append(Error("content_panels must come from owned_panels().", obj=model, id="units.E002"))
    return found


@register(Tags.models)
def owned_snippets_keep_the_rules(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every snippet of a unit has the form that sets its unit, and the declarations (LD-3.6, LD-5.1a)."""
    found: list[CheckMessage] = []
    for model in scoping.owned_snippets():
        if not issubclass(getattr(model, "base_form_class", object), OwnedSnippetForm):
            found.append(Error("base_form_class must extend OwnedSnippetForm.", obj=model, id="units.E003"))
        if not any(isinstance(panel, DeclarationsPanel) for panel in getattr(model, "panels", [])):
            found.append(Error("panels must come from owned_panels().", obj=model, id="units.E004"))
    return found
