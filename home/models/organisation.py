"""Who runs the site: what the footer of every page must say (ND-2.2, ND-3.2)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="home")
class OrganisationSettings(BaseSiteSetting):
    """The organisation behind the portal. Every field but the emblem and tagline is compulsory."""

    organisation_name = models.CharField(_("name of the organisation"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80)
    parent_body = models.CharField(_("superior body, above the name"), max_length=200, blank=True)
    tagline = models.CharField(_("line under the name"), max_length=200, blank=True)
    emblem = models.ForeignKey(
        "knowledge.PortalImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("emblem")
    )
    emblem_alt = models.CharField(_("text alternative of the emblem"), max_length=200, blank=True)
    managing_body = models.CharField(_("managing body"), max_length=200)
    person_responsible = models.CharField(_("person responsible for the content"), max_length=200)
    licence = models.CharField(_("licence or permit"), max_length=300)
    address = models.CharField(_("postal address"), max_length=300)
    phone = models.CharField(_("telephone"), max_length=40)
    email = models.EmailField(_("e-mail"))

    panels: ClassVar[list[object]] = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("organisation_name", "short_name", "parent_body", "tagline")],
            heading=_("Name"),
        ),
        MultiFieldPanel([FieldPanel("emblem"), FieldPanel("emblem_alt")], heading=_("Emblem")),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("managing_body", "person_responsible", "licence", "address", "phone", "email")
            ],
            heading=_("Footer required by law"),
        ),
    ]

    class Meta:
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.organisation_name
