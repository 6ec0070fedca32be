"""Random people of two units and of the site do whatever the admin lets them try; nothing unapproved goes public.

After every step everything public is compared with what the machine itself knows to be approved, every verdict with who
had a hand in the text, every change and every word read with whose business it is. ``make fuzz`` plays longer.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.units.machine.actors import a_world
from tests.units.machine.photographs import photograph
from tests.units.machine.play import BEGINNING
from tests.units.machine.random_people import RandomPeople

#: What the ordinary suite plays, always the same.
PARTS, PLAYS, LENGTH, SEED = 2, 3, 60, 20261012
#: The portal is laid on the day on which the plays begin.
LAYS_ITSELF = True


@pytest.mark.hypothesis
@pytest.mark.django_db
@pytest.mark.clause("LD-3.6", "LD-5.1a", "ND-7.3c", "ND-9.1", "ND-10.1", "ND-13.6a")
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_random_people_do_makes_anything_unapproved_public(part: int, record_property: Any) -> None:
    number = int(os.environ.get("FUZZ_SEED") or SEED) + part
    wanted = int(os.environ.get("FUZZ_STEPS") or 0) // PARTS
    with time_machine.travel(BEGINNING, tick=False):
        world = a_world()
    machine = type("RandomPeople", (RandomPeople,), {"world": world, "bare": photograph(), "played": 0})
    played = settings(
        max_examples=PLAYS,
        stateful_step_count=LENGTH,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    # One round in the ordinary suite; in a long game as many as it takes, each with a seed of its own.
    rounds = 0
    try:
        while rounds == 0 or machine.played < wanted:
            run_state_machine_as_test(seed(f"{number}/{rounds}")(machine), settings=played)
            rounds += 1
    finally:
        record_property("fuzz", f"seed={number} rounds={rounds} steps={machine.played}")
