"""The one place that answers "are these two Vietnamese strings the same?".

* :func:`normalise` cleans text before it is stored;
* :func:`fold` and :func:`same` compare without marks, case, punctuation or spelling of tone placement;
* :func:`index_text` is what every search engine indexes;
* :func:`slugify` makes an address;
* :func:`is_symbol` and :func:`tidy_symbol` know the numbers and symbols of documents;
* :func:`sort_key` and :func:`person_sort_key` put titles and people in Vietnamese order.
"""

from .collation import person_sort_key, sort_key
from .folding import Word, fold, index_text, same, words
from .normalising import normalise
from .slugs import slugify
from .symbols import is_symbol, tidy_symbol

__all__ = [
    "Word",
    "fold",
    "index_text",
    "is_symbol",
    "normalise",
    "person_sort_key",
    "same",
    "slugify",
    "sort_key",
    "tidy_symbol",
    "words",
]
