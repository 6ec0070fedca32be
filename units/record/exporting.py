"""The record as JSON lines: each line holds all that its digest covers, and the digest (ND-13.6d)."""

from __future__ import annotations

from typing import IO

from units.calendar import Period
from units.record.chain import canonical, fields_of
from units.record.models import RecordEntry

CHUNK = 500


def line_of(entry: RecordEntry) -> str:
    """``entry`` as one line; its digest is the SHA-256 of the same line without the key ``digest``."""
    return canonical({**fields_of(entry), "digest": entry.digest})


def write(period: Period, target: IO[str]) -> int:
    """Write the entries of ``period`` into ``target`` in their order, in bounded memory; return how many."""
    written = 0
    for entry in RecordEntry.objects.within(period).order_by("number").iterator(chunk_size=CHUNK):
        target.write(f"{line_of(entry)}\n")
        written += 1
    return written
