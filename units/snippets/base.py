"""The abstract base of every snippet that a unit owns (LD-3.6, LD-5.1a)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import Panel, get_edit_handler
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
    WorkflowState,
)
from wagtail.search import index

from search.vietnamese import slugify
from units.owned import OwnedItem
from units.snippets.permissions import SnippetPermissionTester

if TYPE_CHECKING:
    from accounts.models import User

SLUG_LENGTH = 80


class OwnedSnippetQuerySet(models.QuerySet[Any]):
    """Named questions about a unit's snippets."""

    def live(self) -> Any:
        """Those that are public now."""
        return self.filter(live=True)

    def waiting(self) -> Any:
        """Those that wait for a verdict."""
        return self.filter(self._on_route(WorkflowState.STATUS_IN_PROGRESS))

    def returned(self) -> Any:
        """Those that came back and have not been submitted again."""
        return self.filter(self._on_route(WorkflowState.STATUS_NEEDS_CHANGES))

    def drafts(self) -> Any:
        """Those that are neither public nor under way."""
        under_way = self._on_route(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
        return self.filter(~under_way, live=False)

    def _on_route(self, *statuses: str) -> Exists:
        states = WorkflowState.objects.filter(
            base_content_type=self.model.get_base_content_type(),
            object_id=Cast(OuterRef("pk"), CharField()),
            status__in=statuses,
        )
        return Exists(states)

    def published(self) -> Any:
        """Public ones with what a line shows, newest first."""
        return self.live().select_related("unit").order_by("-first_published_at", "-pk")


class OwnedSnippet(
    OwnedItem,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A snippet of a unit. Its unit is set when it is made and stays; it becomes public by approval alone.

    Its number is its key and never changes; the rest of its address follows its title.
    """

    title = models.CharField(_("title"), max_length=255)
    unit = models.ForeignKey("units.Unit", models.PROTECT, editable=False, related_name="+", verbose_name=_("unit"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("owner")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    #: Wagtail lets a snippet start public; here nothing does.
    live = models.BooleanField(_("public"), default=False, editable=False)

    objects = OwnedSnippetQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.FilterField("title"),
        index.FilterField("unit"),
        index.FilterField("owner"),
        index.FilterField("live"),
        index.FilterField("first_published_at"),
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title or str(_("(no title yet)"))

    @property
    def specific_class(self) -> type[OwnedSnippet]:
        """Its class, as pages name theirs."""
        return type(self)

    @property
    def number(self) -> int:
        """The permanent number by which it is addressed and cited."""
        return int(self.pk)

    @property
    def slug(self) -> str:
        """The part of the address that follows the title; another one leads to the same item."""
        return slugify(self.title, SLUG_LENGTH)

    @property
    def draft_title(self) -> str:
        """The title of the latest version; one query where that is not the public one."""
        if not self.live or not self.has_unpublished_changes or self.latest_revision is None:
            return self.title
        return str(self.latest_revision.content.get("title") or self.title)

    @classmethod
    def get_verbose_name(cls) -> str:
        """The name of its type, as pages name theirs."""
        return str(cls._meta.verbose_name)

    @classmethod
    def get_edit_handler(cls) -> Panel:
        """The panels of its form, as pages name theirs."""
        return get_edit_handler(cls)

    def get_url(self, request: HttpRequest | None = None) -> str | None:
        """Its public address, as pages give theirs; a type without one has none."""
        return getattr(self, "url", None)

    def get_template(self, request: HttpRequest) -> str:
        """The template of its public page."""
        return f"{self._meta.app_label}/{self._meta.model_name}.html"

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """What its public page shows."""
        return {self._meta.model_name: self, "request": request}

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """What readers will see."""
        return self.get_template(request)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What readers will see."""
        return self.get_context(request)

    def permissions_for_user(self, user: User) -> SnippetPermissionTester:
        """The one place where its permissions are decided."""
        return SnippetPermissionTester(user, self)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """The item as a version has it; whose it is, no version says (LD-3.6)."""
        item = super().with_content_json(content)
        item.unit_id, item.owner_id, item.created_at = self.unit_id, self.owner_id, self.created_at
        return item
