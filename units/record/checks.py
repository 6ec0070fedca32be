"""Further checks that ``manage.py audit verify`` runs; a room that knows more than the chain registers its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

#: Streams one sentence for each thing that is not as it should be.
Check = Callable[[], Iterator[str]]

_checks: list[Check] = []


def register(check: Check) -> Check:
    """Run ``check`` with every audit from now on; registering it twice runs it once."""
    if check not in _checks:
        _checks.append(check)
    return check


def findings() -> Iterator[str]:
    """What every registered check finds, as sentences, one check after the other."""
    for check in tuple(_checks):
        yield from check()
