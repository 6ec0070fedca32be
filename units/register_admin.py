"""The register of units in the admin: units, kinds, former names, memberships and roles (LD-2, LD-4.2b, N-7).

Open to superusers and holders of the capability "register". Nothing here can be deleted: units and memberships end.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.admin import AdminSite, SimpleListFilter
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from units import people
from units.clock.models import DayOff
from units.models import Capability, FormerName, Membership, Role, Unit, UnitKind
from units.register_forms import FormerNameForm, MembershipForm, RoleForm, UnitForm


class LastingPermissionHelper(PermissionHelper):
    """Nobody deletes: what has ended stays in the record (N-7)."""

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        """Never, superusers included."""
        return False


class RolePermissionHelper(LastingPermissionHelper):
    """Holders of the register read the roles; superusers change them."""

    def user_can_list(self, user: Any) -> bool:
        """Whoever administers the register."""
        return people.has_capability(user, Capability.REGISTER)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        """Whoever administers the register."""
        return people.has_capability(user, Capability.REGISTER)


class FormerNamesPanel(Panel):
    """The names a unit bore before, newest first; they are recorded when the name is changed."""

    class BoundPanel(Panel.BoundPanel):
        """The list for one unit."""

        template_name = "units/admin/former_names_panel.html"

        def is_shown(self) -> bool:
            """Only for a unit that exists."""
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the names."""
            return {**super().get_context_data(parent_context), "names": self.instance.former_names.all()}


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


class RegisterModelAdmin(ModelAdmin):
    """What the screens of the register share."""

    list_per_page = 50

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        # Filters by a related object ask an admin site for its order; Django's own admin is not installed here.
        self.admin_site = AdminSite(name="register")


class StatusFilter(SimpleListFilter):
    """Units that exist, and units that have ended."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The two states."""
        return [("active", _("active")), ("ended", _("ended"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Units in the state asked for."""
        active = Unit.objects.active()
        if self.value() == "active":
            return queryset.filter(pk__in=active)
        return queryset.exclude(pk__in=active) if self.value() == "ended" else queryset


class UnitAdmin(RegisterModelAdmin):
    """Units in protocol order, with their kind, parent and whether they still exist."""

    model = Unit
    menu_icon = "group"
    permission_helper_class = LastingPermissionHelper
    list_display = ("name", "code", "kind", "parent", "status", "last_day", "former")
    list_filter = (StatusFilter, "kind")
    list_select_related = ("kind", "parent")
    search_fields = ("name", "short_name", "code", "former_names__name")
    ordering = ("kind__order", "order", "name")
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldPanel("short_name"),
                    FieldPanel("code"),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("parent")]),
                    FieldRowPanel([FieldPanel("order"), FieldPanel("is_managing")]),
                ],
                heading=_("Unit"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
                    FieldPanel("successor"),
                    FieldPanel("decision"),
                ],
                heading=_("Beginning and end"),
            ),
            MultiFieldPanel(
                [FieldPanel("change_decision"), FieldPanel("renamed_on")],
                heading=_("When the name changes or the unit ends"),
            ),
            FormerNamesPanel(heading=_("Former names")),
        ],
        base_form_class=UnitForm,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Units with their former names, so that a page of the list costs the same however many there are."""
        return super().get_queryset(request).prefetch_related("former_names")

    def status(self, unit: Unit) -> str:
        """Whether the unit exists today."""
        return str(_("active") if unit.is_active else _("ended"))

    def last_day(self, unit: Unit) -> str:
        """The day on which it ended or ends."""
        return _day(unit.valid_to)

    def former(self, unit: Unit) -> str:
        """Its former names."""
        return format_html_join("; ", "{}", ((former.name,) for former in unit.former_names.all()))

    status.short_description = _("status")  # type: ignore[attr-defined]
    last_day.short_description = _("exists until")  # type: ignore[attr-defined]
    last_day.admin_order_field = "valid_to"  # type: ignore[attr-defined]
    former.short_description = _("former names")  # type: ignore[attr-defined]


class UnitKindAdmin(RegisterModelAdmin):
    """Kinds of unit."""

    model = UnitKind
    menu_icon = "tag"
    permission_helper_class = LastingPermissionHelper
    list_display = ("name", "code", "order")
    panels = [FieldPanel("name"), FieldPanel("code"), FieldPanel("order")]


class FormerNameAdmin(RegisterModelAdmin):
    """Former names, to enter those from before the portal and to correct them; superusers delete a wrong one."""

    model = FormerName
    menu_icon = "history"
    list_display = ("name", "unit", "first_day", "last_day", "decision")
    list_filter = ("unit",)
    list_select_related = ("unit",)
    search_fields = ("name", "unit__name", "decision")
    edit_handler = ObjectList(
        [
            FieldPanel("unit"),
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            FieldPanel("decision"),
        ],
        base_form_class=FormerNameForm,
    )

    def first_day(self, former: FormerName) -> str:
        """The first day of the name."""
        return _day(former.valid_from)

    def last_day(self, former: FormerName) -> str:
        """The last day of the name."""
        return _day(former.valid_to)

    first_day.short_description = _("from")  # type: ignore[attr-defined]
    last_day.short_description = _("until")  # type: ignore[attr-defined]


class MembershipAdmin(RegisterModelAdmin):
    """Every role that anybody holds or held, unit roles and site roles (LD-4.2b, ND-10.1)."""

    model = Membership
    menu_icon = "user"
    permission_helper_class = LastingPermissionHelper
    list_display = ("user", "role", "unit", "first_day", "last_day", "status", "decision")
    list_filter = ("role", "unit")
    list_select_related = ("user", "role", "unit")
    search_fields = ("user__username", "user__last_name", "user__first_name", "decision")
    edit_handler = ObjectList(
        [
            FieldPanel("user"),
            FieldPanel("role"),
            FieldPanel("unit"),
            FieldPanel("decision"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            FieldPanel("end_decision"),
        ],
        base_form_class=MembershipForm,
    )

    def first_day(self, membership: Membership) -> str:
        """The first day of the membership."""
        return _day(membership.valid_from)

    def last_day(self, membership: Membership) -> str:
        """The last day of the membership."""
        return _day(membership.valid_to)

    def status(self, membership: Membership) -> str:
        """Whether it holds today."""
        return str(_("in force") if membership.is_in_force else _("not in force"))

    first_day.short_description = _("from")  # type: ignore[attr-defined]
    last_day.short_description = _("until")  # type: ignore[attr-defined]
    status.short_description = _("status")  # type: ignore[attr-defined]


class RoleAdmin(RegisterModelAdmin):
    """Roles and what they carry; read by the office, changed by superusers."""

    model = Role
    menu_icon = "key"
    permission_helper_class = RolePermissionHelper
    inspect_view_enabled = True
    inspect_view_fields = ["name", "code", "scope", "capabilities"]
    list_display = ("name", "code", "scope", "carries")
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("code"),
            FieldPanel("scope"),
            FieldPanel("capabilities"),
            FieldPanel("order"),
        ],
        base_form_class=RoleForm,
    )

    def carries(self, role: Role) -> str:
        """What the role lets its holder do, in words."""
        return role.get_capabilities_display()

    carries.short_description = _("capabilities")  # type: ignore[attr-defined]


class DayOffAdmin(RegisterModelAdmin):
    """Days off, by which deadlines in working days are counted; a wrong one is marked as worked (ND-8.2)."""

    model = DayOff
    menu_label = _("Days off")
    menu_icon = "calendar-alt"
    permission_helper_class = LastingPermissionHelper
    list_display = ("off_on", "name", "worked")
    search_fields = ("name",)
    ordering = ("-day",)
    panels = [FieldPanel("day"), FieldPanel("name"), FieldPanel("works")]

    def worked(self, off: DayOff) -> str:
        """Whether it is worked all the same, in words."""
        return str(_("yes") if off.works else _("no"))

    worked.short_description = DayOff._meta.get_field("works").verbose_name  # type: ignore[attr-defined]

    def off_on(self, off: DayOff) -> str:
        """The day."""
        return _day(off.day)

    off_on.short_description = _("day")  # type: ignore[attr-defined]
    off_on.admin_order_field = "day"  # type: ignore[attr-defined]


class RegisterAdminGroup(ModelAdminGroup):
    """The register in the admin's menu."""

    menu_label = _("Register of units")
    menu_icon = "site"
    menu_order = 310
    items = (UnitAdmin, MembershipAdmin, UnitKindAdmin, FormerNameAdmin, RoleAdmin, DayOffAdmin)
