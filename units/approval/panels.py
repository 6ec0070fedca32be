"""Panels of the editing form that belong to submission: the list of defects and the declarations."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel


def owned_panels(*panels: Any) -> list[Any]:
    """The content panels of an owned page: ``panels`` between the list of defects and the declarations."""
    return [DefectsPanel(), FieldPanel("title"), *panels, DeclarationsPanel()]


class DefectsPanel(Panel):
    """After a refused submission: every defect in one list, each a link to its field (ND-10.3)."""

    class BoundPanel(Panel.BoundPanel):
        """The list for one form."""

        template_name = "approval/defects.html"

        def is_shown(self) -> bool:
            """Only when there is something to mend."""
            return super().is_shown() and bool(self.form is not None and self.form.is_bound and self.form.defects)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the defects: what is wrong, and the anchor of the field."""
            return {**super().get_context_data(parent_context), "defects": self.form.defects}


class SchedulePanel(MultiFieldPanel):
    """The hours at which the version goes public and leaves again; they are approved with it (ND-9.1)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Publication hour"))
        kwargs.setdefault(
            "children",
            [
                FieldPanel(
                    "go_live_at",
                    heading=_("Goes public at"),
                    help_text=_(
                        "Leave it empty to have the item made public as soon as it is approved. An item that is not "
                        "approved at this hour is not published then, and you are told."
                    ),
                ),
                FieldPanel(
                    "expire_at",
                    heading=_("Taken down at"),
                    help_text=_("Leave it empty for an item that stays public."),
                ),
            ],
        )
        super().__init__(**kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        """Keep heading and children when Wagtail binds the panel to a model."""
        return {**super().clone_kwargs(), "heading": self.heading, "children": self.children}


class DeclarationsPanel(MultiFieldPanel):
    """The declarations of LD-1.2c and ND-7.3, made anew at each submission."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Declarations, needed only when you submit"))
        kwargs.setdefault("children", [FieldPanel("declared_accurate"), FieldPanel("declared_not_secret")])
        super().__init__(**kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        """Keep heading and children when Wagtail binds the panel to a model."""
        return {**super().clone_kwargs(), "heading": self.heading, "children": self.children}
