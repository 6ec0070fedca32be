"""Choosing a snippet of a unit: what is public is offered, to everybody, and nothing else (ND-13.6a)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.views import chooser
from wagtail.snippets.widgets import AdminSnippetChooser


class OffersPublicOnly:
    """Mixed into the views that list."""

    def get_object_list(self) -> Any:
        """Public items with their units."""
        return super().get_object_list().filter(live=True).select_related("unit")  # type: ignore[misc]

    @property
    def columns(self) -> list[Any]:
        """The unit in place of a state that is the same for all."""
        columns = super().columns  # type: ignore[misc]
        told = [each for each in columns if not isinstance(each, LiveStatusTagColumn)]
        return [*told, Column("unit", label=_("Unit"))]


class ChooseView(OffersPublicOnly, chooser.ChooseView):
    """The dialog."""


class ChooseResultsView(OffersPublicOnly, chooser.ChooseResultsView):
    """Its results."""


class ChosenView(chooser.SnippetChosenView):
    """The answer about one item."""

    def get_object(self, pk: str) -> Any:
        """A public item. Raises ``DoesNotExist``, which Wagtail answers with 404."""
        return self.model_class.objects.get(pk=pk if pk.isdecimal() else 0, live=True)


class ChosenMultipleView(chooser.SnippetChosenMultipleView):
    """The answer about several."""

    def get_objects(self, pks: list[str]) -> Any:
        """Those of them that are public."""
        return self.model_class.objects.filter(pk__in=[pk for pk in pks if pk.isdecimal()], live=True)


class PublicChooserViewSet(chooser.SnippetChooserViewSet):
    """The chooser of every snippet of a unit."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView

    @property
    def widget_class(self) -> PublicSnippetChooser:
        """The field that shows what is chosen; Wagtail's is an instance as well."""
        return PublicSnippetChooser(self.model, icon=self.icon)


class PublicSnippetChooser(AdminSnippetChooser):
    """Says beside the title that readers do not see the chosen item any more."""

    def get_display_title(self, instance: Any) -> str:
        """The public title, with a note where the item has been withdrawn or held since it was chosen."""
        if instance.live:
            return str(instance.title)
        # What nobody has approved is not named, even to whoever has typed its number into a form.
        title = instance.title if instance.first_published_at else instance._meta.verbose_name
        note = _("not public now, so readers do not see it here; choose another one or take it out")
        return f"{title} – {note}"
