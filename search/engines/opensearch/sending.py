"""Sending objects to the engine, each with a version, so that what arrives late never replaces what is newer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from search.models import FoldedText

from .client import UPKEEP_TIMEOUT, EngineError, bulk
from .documents import document

#: Bytes of a request, well under what engines accept.
_MOST_BYTES = 8 * 1024 * 1024
#: The status of an action that came too late: the engine knows something newer.
_OLDER = 409
_GONE = 404

#: What a bulk request says of one object.
Lines = list[bytes]


class AliasGoneError(EngineError):
    """A rebuild ended while it was written to: look the aliases up and send again."""


def keeping(target: str, texts: FoldedText, version: int) -> Lines:
    """Return the lines that keep an object behind the alias ``target``."""
    return [*_action("index", target, texts.entry_id, version), _line(document(texts))]


def dropping(target: str, entry: int, version: int) -> Lines:
    """Return the line that drops an object from behind the alias ``target``."""
    return _action("delete", target, entry, version)


def send(actions: Iterable[Lines], timeout: float = UPKEEP_TIMEOUT) -> None:
    """Carry out ``actions``; that the engine knows something newer already, or nothing to drop, is fine.

    ``timeout`` in seconds is for each request. Raises EngineError when any was not carried out: it is safe to send
    all of them again.
    """
    for lines in _requests(actions):
        for outcome in bulk(lines, timeout):
            if "error" in outcome and outcome["status"] != _OLDER:
                error = AliasGoneError if outcome["status"] == _GONE else EngineError
                raise error(f"{outcome['status']}: {outcome['error']}")


def _requests(actions: Iterable[Lines]) -> Iterator[Lines]:
    """Yield the lines of whole actions, as many as a request may hold."""
    lines: Lines = []
    size = 0
    for action in actions:
        weight = sum(map(len, action))
        if lines and size + weight > _MOST_BYTES:
            yield lines
            lines, size = [], 0
        lines, size = lines + action, size + weight
    if lines:
        yield lines


def _action(operation: str, target: str, entry: int, version: int) -> Lines:
    where = {"_index": target, "_id": str(entry), "version": version, "version_type": "external_gte"}
    return [_line({operation: where})]


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
