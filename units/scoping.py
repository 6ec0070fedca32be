"""Whose is it? The unit of a page is its nearest ``UnitPage`` ancestor, or the managing unit where there is none.

The unit of a snippet is set when it is made and stays (``units.approval.release`` refuses another).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models.functions import Length
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page

if TYPE_CHECKING:
    from units.models import OwnedPage, OwnedSnippet, Unit


def unit_at(path: str) -> Unit | None:
    """The unit that owns whatever stands at the tree path ``path`` (treebeard's steps of four characters)."""
    from units.models import Unit

    ancestors = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
    owner = Unit.objects.filter(page__path__in=ancestors).order_by(Length("page__path").desc()).first()
    return owner or Unit.objects.filter(is_managing=True).first()


def unit_of(item: Any) -> Unit | None:
    """The unit that owns ``item``; for a page that has no place in the tree yet, the one it names."""
    unit: Unit | None = unit_at(item.path) if getattr(item, "path", "") else item.unit
    return unit


def owned_models() -> list[type[OwnedPage]]:
    """Every concrete page model that units own."""
    from units.models import OwnedPage

    return [model for model in apps.get_models() if issubclass(model, OwnedPage)]


def owned_snippets() -> list[type[OwnedSnippet]]:
    """Every snippet model that units own."""
    from units.models import OwnedSnippet

    return [model for model in apps.get_models() if issubclass(model, OwnedSnippet)]


def rederive(page: Page) -> None:
    """Set the unit of ``page`` and of everything below it again, after a move; the search notes what has changed."""
    for model in owned_models():
        for owned in model.objects.filter(path__startswith=page.path).only("pk", "path", "unit"):
            unit = unit_at(owned.path)
            if owned.unit_id != (unit.pk if unit else None):
                model.objects.filter(pk=owned.pk).update(unit=unit)
                # An update sends no signal, by which the search would learn of it.
                insert_or_update_object_task.enqueue(model._meta.app_label, model._meta.model_name, str(owned.pk))
