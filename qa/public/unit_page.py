"""The way from a unit's page to its answers and to the form (LD-3.6, ND-6.2g)."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from qa.models import AnswersOfUnitPage
from units.models import Unit
from units.unit_links import Link


def links(unit: Unit, request: HttpRequest) -> list[Link]:
    """To the unit's answers, once it has drafted one, and to the form, as long as the unit exists; one query."""
    found = []
    answers = AnswersOfUnitPage.objects.live().filter(unit=unit).first()
    if answers is not None:
        found.append(Link(answers.title, answers.get_url(request) or ""))
    if unit.is_active:
        found.append(Link(_("Ask a question"), reverse("qa:ask")))
    return found
