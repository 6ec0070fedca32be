"""The one place that answers "are these two Vietnamese strings the same?".

* :func:`normalise` cleans text before it is stored;
* :func:`fold` and :func:`same` compare without marks, case, punctuation or spelling of tone placement;
* :func:`index_text` is what every search engine indexes;
* :func:`symbols` and :func:`symbol_key` read numbers and symbols of documents in any spelling;
* :func:`legacy` recognises and converts text typed for the fonts of TCVN3 and VNI;
* :data:`~search.vietnamese.abbreviations.ABBREVIATIONS` says what is written short;
* :func:`asking` tells the words by which a question asks from the others;
* :func:`slugify` makes an address;
* :func:`is_symbol` and :func:`tidy_symbol` know a sound one, to be stored;
* :func:`sort_key` and :func:`person_sort_key` put titles and people in Vietnamese order.
"""

from .collation import person_sort_key, sort_key
from .folding import Word, fold, index_text, same, words
from .legacy import Conversion, legacy
from .normalising import normalise
from .questions import asking
from .slugs import slugify
from .symbols import is_symbol, symbol_key, symbols, tidy_symbol

__all__ = [
    "Conversion",
    "Word",
    "asking",
    "fold",
    "index_text",
    "is_symbol",
    "legacy",
    "normalise",
    "person_sort_key",
    "same",
    "slugify",
    "sort_key",
    "symbol_key",
    "symbols",
    "tidy_symbol",
    "words",
]
