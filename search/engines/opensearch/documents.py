"""How an object lies in the engine: the texts that the database index holds, already folded, and the key there."""

from __future__ import annotations

from typing import Any

from search.engines.base import TEXT, TITLE_WEIGHT, TYPING
from search.models import FoldedText

#: The most objects of an answer. A query that more objects answer is put to the database, so that counts stay true.
MOST_HITS = 50_000

#: The field of the engine for the columns of the database index.
FIELDS = {TEXT: "text", ("title",): "title", TYPING: "typing"}

_FOLDED = {"type": "text", "analyzer": "whitespace"}

#: What a new index is made with. Plain BM25, and blanks as the only border between words: the linguistics happened
#: before.
DEFINITION: dict[str, Any] = {
    "settings": {
        "index": {
            # A portal's texts are few for such an engine, and one shard has one true count of words.
            "number_of_shards": 1,
            "auto_expand_replicas": "0-1",
            "max_result_window": MOST_HITS,
            # How long a deletion outweighs an older version of the same object that arrives late.
            "gc_deletes": "1h",
        }
    },
    "mappings": {
        "dynamic": "strict",
        # Only keys are asked for, and a rebuild reads the database.
        "_source": {"enabled": False},
        "properties": {
            "entry": {"type": "long"},
            "text": _FOLDED,
            "title": _FOLDED,
            "typing": _FOLDED,
        },
    },
}


def document(texts: FoldedText) -> dict[str, Any]:
    """Return what the engine keeps of an object.

    Title and body are one text, in which the title stands as often as it counts more: so a word is weighed by how
    often it occurs in both and how rare it is in either, as on the databases. No phrase runs from one into the next.
    """
    return {
        "entry": texts.entry_id,
        "text": [*[texts.title] * int(TITLE_WEIGHT), texts.body],
        "title": texts.title,
        "typing": texts.autocomplete,
    }
