"""The screens on which the office pins results and enters synonyms: Wagtail's own, with our rule behind each."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from home.searching.forms import MadeForm, PinForm, pinnable
from home.searching.policy import SteeringPolicy
from search.office.models import Dated, PinnedResult, SynonymGroup
from units.contributions.periods import day_text


def days_of(made: Dated) -> str:
    """The days on which something holds, as 26/11/2026 – 31/12/2026; without an end, from the first on."""
    return f"{day_text(made.valid_from)} – {day_text(made.valid_to) or '…'}"


MADE = [
    Column("valid_from", _("Holds"), accessor=days_of, sort_key="valid_from"),
    Column("made_by", capfirst(_("made by"))),
]
DAYS = FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")])


class SnippetPanel(FieldPanel):
    """A field that the form adds by itself, for what is no column of the model."""

    def get_form_options(self) -> dict[str, Any]:
        """Ask for nothing of the model."""
        return {}


class MadeIndexView(IndexView):
    """A list whose cost does not grow with it."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """What is listed, with who made it and the page that it shows."""
        shown = {"made_by", "page"} & {field.name for field in self.model._meta.get_fields()}
        generic = {"snippet"} & {field.name for field in self.model._meta.private_fields}
        return super().get_base_queryset().select_related(*shown).prefetch_related(*generic)


class SteeringViewSet(ModelViewSet):
    """What the two share: the rule, no copies, and nothing that the group form could give away."""

    index_view_class = MadeIndexView
    list_per_page = 50
    copy_view_enabled = False
    search_backend_name = None

    @cached_property
    def permission_policy(self) -> SteeringPolicy:
        """Our rule instead of Django's permissions."""
        return SteeringPolicy(self.model)

    def register_permissions(self) -> None:
        """Offer none in the group form: they would have no effect."""


class PinnedResultViewSet(SteeringViewSet):
    """Results to show first, by query."""

    model = PinnedResult
    name = "search_pins"
    url_prefix = "tim-kiem/ghim"
    icon = "thumbtack"
    list_display = ["query", Column("shown", _("Stands first")), *MADE]
    search_fields = ["query"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "A pinned page or situation stands above the results where a reader asks exactly this query. "
                    "Readers see its own approved title, and only while it is public. Choose one of the two."
                )
            ),
            FieldPanel("query"),
            FieldPanel("page"),
            *(SnippetPanel(name, heading=capfirst(model._meta.verbose_name)) for name, model in pinnable().items()),
            FieldPanel("order"),
            DAYS,
        ],
        base_form_class=PinForm,
    )


class SynonymGroupViewSet(SteeringViewSet):
    """Words that mean the same."""

    model = SynonymGroup
    name = "search_synonyms"
    url_prefix = "tim-kiem/tu-dong-nghia"
    icon = "tag"
    list_display = ["__str__", *MADE]
    search_fields = ["words"]
    edit_handler = ObjectList(
        [
            HelpPanel(_("Whoever searches for one of these words also finds the items that use the others.")),
            FieldPanel("words"),
            DAYS,
        ],
        base_form_class=MadeForm,
    )


class SearchViewSetGroup(ModelViewSetGroup):
    """Both in one menu, which whoever may not steer the search does not see."""

    menu_label = _("Pins and synonyms")
    menu_icon = "thumbtack"
    menu_name = "search-steering"
    menu_order = 160
    items = (PinnedResultViewSet, SynonymGroupViewSet)
