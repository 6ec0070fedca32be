"""A snippet of a unit inside a text: a card while it is public, nothing once it is held or withdrawn (ND-5.4a)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.functional import cached_property
from wagtail.snippets.blocks import SnippetChooserBlock

from units.snippets.chooser import PublicSnippetChooser


class PublicSnippetBlock(SnippetChooserBlock):
    """Names its model as text ("knowledge.Situation"), so that a room may embed what stands beside or above it.

    The template, ``blocks/<model>.html``, is asked only for what is public; the editor sees a note beside the rest.
    """

    @cached_property
    def widget(self) -> PublicSnippetChooser:
        """The field, which says what readers do not see any more."""
        widget: PublicSnippetChooser = self.target_model.snippet_viewset.chooser_viewset.widget_class
        return widget

    def bulk_to_python(self, values: Sequence[Any]) -> list[Any]:
        """All of a text's items with their units in one query."""
        found = self.model_class._default_manager.select_related("unit").in_bulk(set(values))
        return [found.get(value) for value in values]

    def get_template(self, value: Any = None, context: Any = None) -> str | None:
        """The card of its type."""
        return f"blocks/{value._meta.model_name}.html" if value is not None else None

    def render(self, value: Any, context: Any = None) -> str:
        """The card; nothing for what is not public."""
        return str(super().render(value, context)) if value is not None and value.live else ""
