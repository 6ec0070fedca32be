"""Cut the fonts that go into PDF papers out of Tinos, whose letters are as wide as those of Times New Roman.

Run by hand when the typeface changes, never by the portal: the results are committed in ``units/papers/fonts``. Needs
``fonttools``, and the four files of the npm package ``@expo-google-fonts/tinos`` in one folder::

    python docs/fonts/build_papers.py FOLDER

What is left out are other alphabets, hints for screens and kerning, which the PDF library does not use. The OFL names
no reserved font name, so the family keeps its name.
"""

from __future__ import annotations

import sys
from pathlib import Path

from build import OTHER_LATIN, VIETNAMESE
from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[2] / "units" / "papers" / "fonts"
STYLES = {
    "Tinos_400Regular.ttf": "regular",
    "Tinos_700Bold.ttf": "bold",
    "Tinos_400Regular_Italic.ttf": "italic",
    "Tinos_700Bold_Italic.ttf": "bold-italic",
}


def main(folder: str) -> None:
    """Build the four files."""
    for source, style in STYLES.items():
        options = subset.Options(hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14], layout_features=[])
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=subset.parse_unicodes(f"{VIETNAMESE},{OTHER_LATIN}".replace("U+", "")))
        font = TTFont(Path(folder) / source, recalcTimestamp=False)
        subsetter.subset(font)
        font.save(TARGET / f"tinos-{style}.ttf")


if __name__ == "__main__":
    main(sys.argv[1])
