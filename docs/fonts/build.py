"""Cut the public fonts out of Be Vietnam Pro and give them tabular figures.

Run by hand when the typeface changes, never by the portal: the results are committed in ``site/static/portal/fonts``.
Needs ``fonttools`` and ``brotli``::

    python docs/fonts/build.py BeVietnamPro_400Regular.ttf BeVietnamPro_700Bold.ttf

Each weight becomes two files: ``vi`` holds all that Vietnamese text needs and is the only one most pages ask for;
``ext`` holds the other Latin letters and is fetched when a page contains one of them. The typeface has no tabular
figures of its own, so ten alternates of one width are added behind the ``tnum`` feature (the OFL names no reserved
font name, so the family keeps its name).
"""

from __future__ import annotations

import sys
from copy import deepcopy
from pathlib import Path

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[2] / "site" / "static" / "portal" / "fonts"
FIGURE_WIDTH = 660
VIETNAMESE = (
    "U+0020-007E,U+00A0,U+00A7,U+00A9,U+00AB,U+00B0,U+00B7,U+00BB,U+00C0-00C3,U+00C8-00CA,U+00CC-00CD,U+00D2-00D5,"
    "U+00D9-00DA,U+00DD,U+00E0-00E3,U+00E8-00EA,U+00EC-00ED,U+00F2-00F5,U+00F9-00FA,U+00FD,U+0102-0103,U+0110-0111,"
    "U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+1EA0-1EF9,U+2013-2014,U+2018-2019,U+201C-201D,U+2022,U+2026,U+2039-203A,"
    "U+20AB"
)
OTHER_LATIN = (
    "U+00A1-00A6,U+00A8,U+00AA,U+00AC,U+00AE-00AF,U+00B1-00B6,U+00B8-00BA,U+00BC-00BF,U+00C4-00C7,U+00CB,U+00CE-00D1,"
    "U+00D6-00D8,U+00DB-00DC,U+00DE-00DF,U+00E4-00E7,U+00EB,U+00EE-00F1,U+00F6-00F8,U+00FB-00FC,U+00FE-0101,"
    "U+0104-010F,U+0112-0127,U+012A-0167,U+016A-017F,U+0300-0304,U+0306-030C,U+031B,U+0323,U+2020-2021,U+2030,"
    "U+20AC,U+2122,U+2212"
)


def add_tabular_figures(font: TTFont) -> None:
    """Give the ten figures alternates of one width, centred, reached through ``tnum``."""
    glyphs, metrics = font["glyf"], font["hmtx"].metrics
    names = [font.getBestCmap()[ord(figure)] for figure in "0123456789"]
    order = [*font.getGlyphOrder(), *(f"{name}.tnum" for name in names)]
    for name in names:
        copy = deepcopy(glyphs[name])
        shift = round((FIGURE_WIDTH - metrics[name][0]) / 2)
        copy.coordinates.translate((shift, 0))
        copy.recalcBounds(glyphs)
        glyphs[f"{name}.tnum"] = copy
        metrics[f"{name}.tnum"] = (FIGURE_WIDTH, metrics[name][1] + shift)
    font.setGlyphOrder(order)
    swaps = "\n".join(f"sub {name} by {name}.tnum;" for name in names)
    addOpenTypeFeaturesFromString(
        font,
        f"languagesystem DFLT dflt; languagesystem latn dflt; feature tnum {{ {swaps} }} tnum;",
        tables=["GSUB"],
    )


def cut(font: TTFont, unicodes: str, features: list[str], target: Path) -> None:
    """Write the part of ``font`` that covers ``unicodes`` as WOFF2."""
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        name_IDs=[0, 1, 2, 13, 14],
        layout_features=features,
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(unicodes.replace("U+", "")))
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def main(regular: str, bold: str) -> None:
    """Build the four files from the two full TrueType fonts."""
    for weight, source in (("400", regular), ("700", bold)):
        vietnamese = TTFont(source)
        add_tabular_figures(vietnamese)
        cut(
            vietnamese,
            VIETNAMESE,
            ["kern", "tnum"],
            TARGET / f"be-vietnam-pro-vi-{weight}.woff2",
        )
        cut(
            TTFont(source),
            OTHER_LATIN,
            ["kern", "ccmp", "mark"],
            TARGET / f"be-vietnam-pro-ext-{weight}.woff2",
        )


if __name__ == "__main__":
    main(*sys.argv[1:3])
