"""Which stage made an item late: the same history gives the same answer, whenever and in whatever order it is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.contributions import local
from units.clock.delay import Delay, Spell, replay
from units.clock.history import WRITING

MORNING = local(2026, 10, 14, 9)
DUE = local(2026, 10, 15, 0)
REVIEW = "Ban biên tập duyệt"


def spells_from(steps: list[tuple[str, int]], is_open: bool) -> list[Spell]:
    """A history without gaps: stages with their minutes, the last of them perhaps not over."""
    spells, at = [], MORNING
    for stage, minutes in steps:
        spells.append(Spell(stage, at, at + timedelta(minutes=minutes)))
        at += timedelta(minutes=minutes)
    if is_open:
        spells[-1] = Spell(spells[-1].stage, spells[-1].began)
    return spells


steps = st.lists(st.tuples(st.sampled_from([WRITING, "lãnh đạo", REVIEW, "đăng"]), st.integers(0, 600)), min_size=1)
histories = st.builds(spells_from, steps, st.booleans())
waits = st.timedeltas(timedelta(), timedelta(days=30))


@pytest.mark.clause("ND-8.1")
def test_an_event_of_this_morning_that_waits_at_midnight_was_delayed_by_review() -> None:
    history = [Spell(WRITING, MORNING, local(2026, 10, 14, 11)), Spell(REVIEW, local(2026, 10, 14, 11))]
    at_2359 = replay(history, DUE, None, local(2026, 10, 14, 23, 59))
    assert at_2359 == Delay(False, None, 0, ((WRITING, 120), (REVIEW, 779)))
    assert replay(history, DUE, None, DUE) == Delay(True, REVIEW, 0, ((WRITING, 120), (REVIEW, 780)))
    published = [*history[:1], Spell(REVIEW, local(2026, 10, 14, 11), local(2026, 10, 15, 8))]
    done = replay(published, DUE, local(2026, 10, 15, 8), local(2026, 12, 1))
    assert done == Delay(True, REVIEW, 480, ((WRITING, 120), (REVIEW, 1260)))


@pytest.mark.clause("ND-8.1")
def test_a_return_puts_the_clock_on_the_author() -> None:
    history = [
        Spell(REVIEW, MORNING, local(2026, 10, 14, 20)),
        Spell(WRITING, local(2026, 10, 14, 20), local(2026, 10, 15, 7)),
        Spell(REVIEW, local(2026, 10, 15, 7), local(2026, 10, 15, 10)),
    ]
    delay = replay(history, DUE, local(2026, 10, 15, 10), local(2026, 11, 1))
    assert delay == Delay(True, WRITING, 600, ((REVIEW, 840), (WRITING, 660)))


def test_published_in_time_is_not_late_however_long_ago() -> None:
    history = [Spell(REVIEW, MORNING, local(2026, 10, 14, 10))]
    assert not replay(history, DUE, local(2026, 10, 14, 10), local(2030, 1, 1)).late
    assert not replay(history, None, None, local(2030, 1, 1)).late


def test_without_a_history_no_stage_is_blamed() -> None:
    assert replay([], DUE, None, DUE + timedelta(hours=1)) == Delay(True, None, 60, ())


@given(histories, st.randoms(), waits, waits)
def test_the_same_history_gives_the_same_answer(history, random, till_due, after) -> None:
    due, now = MORNING + till_due, MORNING + till_due + after
    finished = history[-1].ended
    told = replay(history, due, finished, now)
    shuffled = random.sample(history, len(history))
    assert replay(shuffled, due, finished, now) == told
    if finished is not None:
        assert replay(history, due, finished, now + timedelta(days=400)) == told


@given(st.builds(spells_from, steps, st.just(True)), waits, waits, waits)
def test_asking_later_only_makes_the_open_spell_longer(history, till_due, after, more) -> None:
    begun = history[-1].began
    due, now = begun + till_due, begun + till_due + after
    first, second = replay(history, due, None, now), replay(history, due, None, now + more)
    assert first.late
    assert first.stage == second.stage == history[-1].stage
    grown = {stage: minutes for stage, minutes in second.minutes if minutes != dict(first.minutes)[stage]}
    assert set(grown) <= {history[-1].stage}
    assert second.minutes_late - first.minutes_late in (more // timedelta(minutes=1), more // timedelta(minutes=1) + 1)


@given(histories, waits)
def test_what_has_happened_since_does_not_change_who_made_it_late(history, till_due) -> None:
    due = MORNING + till_due
    end = max(due, history[-1].began) + timedelta(days=1)
    blamed = replay(history, due, None, end).stage
    for number, spell in enumerate(history):
        # As it was told while this spell was going on, once the due moment had passed.
        seen = [*history[:number], Spell(spell.stage, spell.began)]
        now = max(due, spell.began)
        if spell.ended is None or now < spell.ended:
            assert replay(seen, due, None, now).stage == blamed


@given(histories, waits)
def test_the_minutes_of_the_stages_are_the_whole_time(history, till_due) -> None:
    end = MORNING + timedelta(days=30)
    delay = replay(history, MORNING + till_due, end, end)
    spent = sum(((spell.ended or end) - spell.began for spell in history if spell.began <= end), timedelta())
    assert sum(minutes for _stage, minutes in delay.minutes) == spent // timedelta(minutes=1)
