"""How an object lies in the engine: the texts that the database index holds, already folded, and its keys."""

from __future__ import annotations

from typing import Any

from search.models import FoldedText

#: The most objects of an answer. A query that more objects answer is put to the database, so that counts stay true.
MOST_HITS = 50_000

_TEXT = {"type": "text", "analyzer": "whitespace"}

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
        "properties": {
            "entry": {"type": "long"},
            "content_type": {"type": "integer"},
            "object_id": {"type": "keyword"},
            "title": _TEXT,
            "body": _TEXT,
            "autocomplete": _TEXT,
        },
    },
}


def document(texts: FoldedText) -> dict[str, Any]:
    """Return what the engine keeps of an object; ``texts`` with its entry at hand."""
    return {
        "entry": texts.entry_id,
        "content_type": texts.entry.content_type_id,
        "object_id": texts.entry.object_id,
        "title": texts.title,
        "body": texts.body,
        "autocomplete": texts.autocomplete,
    }
