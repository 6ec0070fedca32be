"""Amounts in đồng: whole numbers, rounded half up, split so that nothing is lost (LD-6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

WHOLE = 100


def rounded(amount: Decimal) -> int:
    """To the đồng; half a đồng goes up."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def percent_of(amount: int, percent: int) -> int:
    """``percent`` per cent of ``amount``, to the đồng."""
    return rounded(Decimal(amount) * percent / WHOLE)


def split(amount: int, shares: Sequence[int]) -> list[int]:
    """``amount`` by ``shares``, which need not add up to a hundred; the parts always add up to the amount.

    Each part is rounded down, then what is left goes, a đồng each, to the largest remainders, of equals to the first.
    Raises ``ValueError`` for no share at all or a negative one.
    """
    whole = sum(shares)
    if whole <= 0 or min(shares) < 0:
        raise ValueError("at least one share above nothing, and none below")
    parts = [amount * share // whole for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda place: (-(amount * shares[place] % whole), place))
    for place in by_remainder[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def written(amount: int) -> str:
    """An amount as people read it: 1234567 is "1.234.567"."""
    return f"{amount:,}".replace(",", ".")
