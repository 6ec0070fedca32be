"""The limited palette of the demonstration's illustrations: deep red, gold, ink, greens and misty blues."""

from __future__ import annotations

Colour = tuple[int, int, int]

RED: Colour = (150, 28, 30)
RED_DARK: Colour = (104, 18, 24)
RED_SOFT: Colour = (184, 84, 70)
GOLD: Colour = (214, 168, 62)
GOLD_PALE: Colour = (242, 217, 156)
CREAM: Colour = (249, 242, 226)
INK: Colour = (30, 38, 50)
INK_SOFT: Colour = (66, 80, 94)
GREEN_DARK: Colour = (28, 58, 48)
GREEN: Colour = (58, 98, 72)
GREEN_SOFT: Colour = (122, 152, 110)
LEAF: Colour = (172, 184, 104)
MIST_DARK: Colour = (108, 138, 154)
MIST: Colour = (160, 186, 196)
MIST_PALE: Colour = (214, 226, 228)
EARTH: Colour = (150, 112, 78)
EARTH_DARK: Colour = (84, 60, 48)


def blend(first: Colour, second: Colour, share: float) -> Colour:
    """The colour `share` (0..1) of the way from `first` to `second`."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return (red, green, blue)


def shade(colour: Colour, share: float) -> Colour:
    """Darken (`share` < 0) towards ink or lighten (`share` > 0) towards cream."""
    return blend(colour, CREAM if share > 0 else INK, abs(share))
