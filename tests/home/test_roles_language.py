"""Somebody of each role of Nam Định reads Vietnamese wherever their own front page leads; `make crawl` goes further.

The roles of the small portal are walked in ``tests/units/test_admin_language.py``.
"""

from __future__ import annotations

import pytest

from home.demonstration import corpus
from home.demonstration.people import enrol
from tests.crawl.people import client_of, walkers
from tests.crawl.walk import Walk
from tests.factories.portal import bare_wagtail
from tests.house.screens import content
from units import presets

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.2c", "ND-12.1")]

#: Whom the small portal has not, or whom nobody walks as there.
ROLES = ("unit_admin", "editorial_team", "propaganda", "webmaster", "feedback_officer")


def test_the_front_page_of_each_role_and_all_it_leads_to_speak_vietnamese() -> None:
    bare_wagtail()
    presets.apply(presets.read("nam-dinh"))
    enrol(corpus.load("nam-dinh"))
    known = content()
    walks = {
        role: Walk(client_of(person), known, most=1, deepest=1, sends_forms=False).go()
        for role, person in walkers().items()
        if role in ROLES
    }
    assert set(walks) == set(ROLES)
    assert all(walk.opened > 8 for walk in walks.values()), {role: walk.opened for role, walk in walks.items()}
    assert [f"{role}: {found}" for role, walk in walks.items() for found in sorted(walk.found)] == []
