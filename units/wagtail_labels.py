"""Labels that Wagtail's admin makes of the names of fields, which no catalogue reaches.

Seen in Wagtail 7.4.4: the forms for signing in and for links to outside, the list of sites, and the permissions on the
screens of groups, whose names Django writes into the database in English. Each can go when Wagtail names it.
"""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.admin.forms import choosers
from wagtail.admin.forms.auth import LoginForm
from wagtail.models import PAGE_PERMISSION_TYPES
from wagtail.sites.views import IndexView
from wagtail.users.forms import PagePermissionsForm

FORMS = (
    LoginForm,
    PagePermissionsForm,
    choosers.ExternalLinkChooserForm,
    choosers.AnchorLinkChooserForm,
    choosers.EmailLinkChooserForm,
    choosers.PhoneLinkChooserForm,
)
FIELDS = {
    "password": _("Password"),
    "page": _("Page"),
    "link_text": _("Link text"),
    "email_address": _("Email address"),
    "subject": _("Subject"),
    "body": _("Body of the mail"),
    "phone_number": _("Phone number"),
}
#: Wagtail's templates translate these names of permissions, but no catalogue of Wagtail's holds them.
TRANSLATED = (gettext_noop("Can lock"), gettext_noop("Can unlock"), gettext_noop("Can publish"))
COLUMNS = {"port": _("Port"), "site_name": _("Site name"), "root_page": _("Root page")}


def give() -> None:
    """Give every one of these fields and columns its label."""
    for form in FORMS:
        for name, field in form.base_fields.items():
            field.label = FIELDS.get(name, field.label)
    of_pages = PagePermissionsForm.base_fields["permissions"]
    of_pages.label_from_instance = on_pages
    for column in IndexView.columns:
        column.label = COLUMNS.get(column.name, column.label)


def on_pages(permission: Permission) -> str:
    """The name of a permission on pages."""
    names = {codename: str(name) for codename, _short, name in PAGE_PERMISSION_TYPES}
    return names.get(permission.codename, permission.name)
