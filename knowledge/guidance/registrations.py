"""What guidance tells the rooms below: it passes the same routes, it counts, and it changes what depends on it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail.signals import page_published

from knowledge.guidance.telling import tell_dependents
from knowledge.models import GuidancePage
from units import dependence, page_kinds
from units.approval import traits
from units.approval.traits import Traits
from units.audience import Audience
from units.contributions import countable
from units.contributions.countable import AuthorFact, Facts

KIND = "guidance"
KINDS = [(KIND, gettext_lazy("Professional guidance"))]


def guidance_traits(page: GuidancePage) -> Traits:
    """What an approval route asks of a guidance: it stands in no section."""
    return Traits(kind=KIND, origin="own")


def guidance_facts(page: GuidancePage) -> Facts:
    """What the ledger notes of a guidance: the unit's own work, by whoever wrote it."""
    author = [AuthorFact(str(page.owner), 100, page.owner_id)] if page.owner_id else []
    return Facts(kind=KIND, sections=[], origin="own", timely=False, event_date=None, authors=author)


def changed(audience: Audience) -> Any:
    """The guidance whose place another has taken."""
    return GuidancePage.objects.superseded(audience)


traits.register(GuidancePage, guidance_traits, KINDS)
countable.register(GuidancePage, guidance_facts, dict(KINDS))
dependence.register(KIND, changed)
page_kinds.register(GuidancePage, *KINDS[0])
page_published.connect(tell_dependents, sender=GuidancePage, dispatch_uid="tell-dependents")
