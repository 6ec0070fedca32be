"""While an item waits for approval nobody edits it, but whoever has begun to edit it at its stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock

if TYPE_CHECKING:
    from accounts.models import User


class WaitingLock(WorkflowLock):
    """Says why the item is locked and where to read and judge it."""

    def get_message(self, user: User) -> str:
        """One sentence with the way to the review page; nothing for whoever edits, who is told by a banner."""
        from units.approval import items
        from units.approval.models import StageState

        visit = StageState.objects.waiting().of(self.object).select_related("editor").last()
        editor = visit.editor if visit is not None else None
        if editor is not None and editor.pk == user.pk:
            return ""
        sentence = _(
            "This item waits for approval, so nobody can change it; its author can take it back to go on writing."
        )
        if editor is not None:
            sentence = _("%(person)s is editing this item, so nobody else can change it.") % {"person": editor}
        link = items.review_url(self.object)
        return format_html('{} <a href="{}">{}</a>', sentence, link, _("Open the review page"))

    def get_description(self, user: User, can_lock: bool | None = None) -> str:
        """The line under the lock in the side panel."""
        return _("What is approved is what was submitted: the item is locked while it waits.")
