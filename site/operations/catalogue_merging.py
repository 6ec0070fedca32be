"""Taking translations from other PO files into the catalogue, with a report of what did not fit."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from operations.catalogue import messages, read, same_message, singular, translate, translation


@dataclass
class MergeReport:
    """What a merge did: how many translations it took, which ones disagree, which ones no source asks for."""

    taken: int = 0
    conflicts: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def merge(catalogue: Catalog, paths: Iterable[Path], *, replace: bool = False) -> MergeReport:
    """Take the translations of ``paths`` into ``catalogue``; a translation that is there stays unless ``replace``.

    Raises ``FileNotFoundError`` for a path that is not there: a mistyped name must not pass for a merge.
    """
    report = MergeReport()
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(path)
        for offered in messages(read(path)):
            _take(catalogue, offered, path.name, report, replace=replace)
    return report


def _take(catalogue: Catalog, offered: Message, source: str, report: MergeReport, *, replace: bool) -> None:
    """Take one offered translation, or note why not."""
    text = translation(offered)
    if not text or offered.fuzzy:
        return
    known = same_message(catalogue, offered)
    if known is None:
        report.unused.append(f"{source}: no source uses {singular(offered)!r}")
        return
    present = translation(known)
    if present == text:
        return
    if present:
        kept, left = (text, present) if replace else (present, text)
        report.conflicts.append(f"{source}: {singular(known)!r}: kept {kept!r}, not {left!r}")
    if not present or replace:
        translate(known, text)
        known.flags.discard("fuzzy")
        report.taken += 1
