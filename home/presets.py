"""What this room adds to presets: the home page, the organisation, sections and the order of the menu."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Annotated

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from home.models import HomePage, OrganisationSettings, SectionLead, SectionPage
from home.models.sections import LeadsApprove
from units.models import Unit
from units.presets import Entries, Fault, Journal, PresetRefused, Table, front_page, register
from units.presets.schema import Code, OneOf, Refers

HOME_SLUG = "trang-chu"


@dataclass(frozen=True)
class HomeEntry:
    """The front page."""

    title: str
    clause: str


@dataclass(frozen=True)
class OrganisationEntry:
    """Who runs the portal: name, and the footer that the law asks for (ND-2.2, ND-3.2)."""

    organisation_name: str
    short_name: str
    managing_body: str
    person_responsible: str
    licence: str
    address: str
    phone: str
    email: str
    clause: str
    parent_body: str = ""
    tagline: str = ""


@dataclass(frozen=True)
class SectionEntry:
    """A section, after the section it stands under, with the units that lead it and those that may contribute."""

    code: Code
    title: str
    clause: str
    intro: str = ""
    parent: Annotated[str, Refers("sections")] = ""
    leads: tuple[Annotated[str, Refers("units")], ...] = ()
    leads_approve: Annotated[str, OneOf(tuple(LeadsApprove.values))] = LeadsApprove.ANY.value
    contributors: tuple[Annotated[str, Refers("units")], ...] = ()
    takes_articles: bool = True
    on_home: bool = True
    in_menu: bool = True


@dataclass(frozen=True)
class MenuEntry:
    """The order of the first level of the menu: codes of sections and directories."""

    order: tuple[Annotated[str, Refers("sections", "directories")], ...]
    clause: str


def lay_home(entries: Sequence[HomeEntry], journal: Journal) -> None:
    """Put the home page in the place of Wagtail's welcome page.

    Raises ``PresetRefused`` where the default site already shows something else that has content.
    """
    (entry,) = entries
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    shown = site.root_page.specific if site else None
    if not isinstance(shown, HomePage):
        if shown is not None and (type(shown) is not Page or shown.get_children().exists()):
            raise PresetRefused(
                _("The site shows the page “%(title)s”, which has content of its own; use a new database.")
                % {"title": shown.title}
            )
        home = HomePage(title=entry.title, slug=HOME_SLUG, live=True)
        Page.get_first_root_node().add_child(instance=home)
        site = site or Site(hostname="localhost", is_default_site=True)
        site.root_page = home
        site.save()
        if shown is not None:
            Page.objects.get(pk=shown.pk).delete()
        journal.make(_("Home page"), entry.title)
        shown = home
    journal.compare(_("Home page"), shown.slug, {_("title"): (shown.title, entry.title)})


def lay_organisation(entries: Sequence[OrganisationEntry], journal: Journal) -> None:
    """The organisation behind the site and the footer of every page (ND-3.2)."""
    (entry,) = entries
    site = Site.objects.get(is_default_site=True)
    values = {name: value for name, value in asdict(entry).items() if name != "clause"}
    organisation, made = OrganisationSettings.objects.get_or_create(site=site, defaults=values)
    if made:
        site.site_name = entry.short_name
        site.save()
        journal.make(_("Organisation"), entry.organisation_name)
    labels = {name: str(OrganisationSettings._meta.get_field(name).verbose_name) for name in values}
    journal.compare(
        _("Organisation"),
        entry.short_name,
        {labels[name]: (getattr(organisation, name), value) for name, value in values.items()},
    )


def lay_sections(entries: Sequence[SectionEntry], journal: Journal) -> None:
    """Sections with their lead and contributing units (LD-3.1 to 3.6, LD-3.M)."""
    for entry in entries:
        section = SectionPage.objects.filter(code=entry.code).first()
        if section is None:
            section = SectionPage(
                code=entry.code,
                slug=entry.code,
                title=entry.title,
                intro=entry.intro,
                takes_articles=entry.takes_articles,
                leads_approve=entry.leads_approve,
                on_home=entry.on_home,
                show_in_menus=entry.in_menu,
                live=True,
            )
            section.leads = [SectionLead(unit=Unit.objects.get(code=code)) for code in entry.leads]
            section.contributors = list(Unit.objects.filter(code__in=entry.contributors))
            parent = SectionPage.objects.get(code=entry.parent) if entry.parent else front_page()
            parent.add_child(instance=section)
            journal.make(_("Section"), entry.title)
        leads = sorted(section.leads.values_list("unit__code", flat=True))
        contributors = sorted(section.contributors.values_list("code", flat=True))
        journal.compare(
            _("Section"),
            entry.code,
            {
                _("title"): (section.title, entry.title),
                _("introduction"): (section.intro, entry.intro),
                _("lead units"): (leads, sorted(entry.leads)),
                _("who approves for the lead units"): (section.leads_approve, entry.leads_approve),
                _("contributing units"): (contributors, sorted(entry.contributors)),
            },
        )


def lay_menu(entries: Sequence[MenuEntry], journal: Journal) -> None:
    """Put the first level of the menu in order; nobody orders it by hand, so the preset decides (LD-3.M)."""
    (entry,) = entries
    children = {page.slug: page for page in front_page().get_children().filter(slug__in=entry.order).order_by("path")}
    wanted = [slug for slug in entry.order if slug in children]
    if list(children) == wanted:
        return
    for before, after in pairwise(wanted):
        Page.objects.get(pk=children[after].pk).move(Page.objects.get(pk=children[before].pk), pos="right")
    journal.make(_("Order of the menu"), ", ".join(children[slug].title for slug in wanted))


def check_menu(entries: Entries) -> Iterator[Fault]:
    """The menu's first level names sections that stand on the first level."""
    below = {section.code for section in entries["sections"] if section.parent}
    for number, code in enumerate(entries["menu"][0].order):
        if code in below:
            yield Fault(("menu", "order", number), f"“{code}”", _("a section without a parent, or a directory"))


register(Table("home", HomeEntry, lay_home, order=10, many=False))
register(Table("organisation", OrganisationEntry, lay_organisation, order=15, many=False))
register(Table("sections", SectionEntry, lay_sections, order=70))
register(Table("menu", MenuEntry, lay_menu, order=80, many=False, check=check_menu, needs=("sections", "directories")))
