"""Who may arrange a section now? Whoever controls it for one of its lead units, or every section for the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from home.models.sections import SectionLead, SectionPage, SectionQuerySet
from units import people
from units.models import Capability

if TYPE_CHECKING:
    from accounts.models import User

#: What a membership says of its unit, asked together with the memberships.
LEADS = "leads_a_section"


def arrangeable_by(user: User) -> SectionQuerySet:
    """The sections that ``user`` may arrange today, in the order of the menu (LD-3.1a)."""
    sections: SectionQuerySet = SectionPage.objects.live().filter(takes_articles=True).order_by("path")
    if people.has_capability(user, Capability.CONTROL):
        return sections
    return sections.filter(leads__unit__in=people.units_with(user, Capability.CONTROL)).distinct()


def arranges_somewhere(user: User) -> bool:
    """Whether there may be a section for ``user`` to arrange; no query where a request has asked what they hold."""
    if user.is_superuser:
        return True
    controlling = [held for held in people.held_by(user) if Capability.CONTROL in held.role.capabilities]
    return any(held.unit_id is None or getattr(held, LEADS) for held in controlling)


def leads_a_section() -> Exists:
    """Of a membership: whether its unit leads a public section that takes articles."""
    led = SectionLead.objects.filter(section__live=True, section__takes_articles=True)
    return Exists(led.filter(unit=OuterRef("unit")))


def may_arrange(user: User, section: SectionPage) -> bool:
    """Whether ``user`` may hide, pin and order articles in ``section`` today."""
    return bool(arrangeable_by(user).filter(pk=section.pk).exists())


def refusal(user: User, section: SectionPage) -> str | None:
    """Why ``user`` may not arrange ``section``, as a sentence that names who may; None if they may."""
    if may_arrange(user, section):
        return None
    units = ", ".join(unit.name for unit in section.lead_units())
    if not units:
        return _("No unit leads the section “%(section)s”, so its articles stand by date; ask the office.") % {
            "section": section.title
        }
    return _("Only the units that lead the section “%(section)s” hide, pin and order its articles; ask %(units)s.") % {
        "section": section.title,
        "units": units,
    }
