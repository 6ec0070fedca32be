"""XLSX files that do not say when they were written, so that the same rows are the same bytes on any day (LD-6.1a)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter


class StillZip(ZipFile):
    """An archive in which every entry bears one moment, whatever the clock and the files' own times say."""

    def __init__(self, target: IO[bytes], stamp: datetime) -> None:
        super().__init__(target, "w", ZIP_DEFLATED, allowZip64=True)
        self._moment = stamp.astimezone(UTC).timetuple()[:6]

    def _entry(self, name: str) -> ZipInfo:
        entry = ZipInfo(name, self._moment)
        entry.compress_type = ZIP_DEFLATED
        return entry

    def writestr(self, name: Any, data: Any, *_how: Any) -> None:
        """Write ``data`` under ``name``."""
        super().writestr(self._entry(name), data)

    def write(self, filename: Any, arcname: Any = None, *_how: Any) -> None:
        """Write the file ``filename`` under ``arcname``, a piece at a time."""
        source = Path(filename)
        entry = self._entry(str(arcname or source.name))
        entry.file_size = source.stat().st_size
        with source.open("rb") as read, self.open(entry, "w") as written:
            while piece := read.read(1 << 16):
                written.write(piece)


def save_still(book: Workbook, target: IO[bytes], stamp: datetime) -> None:
    """Save ``book`` as if it had been written at ``stamp``; ``Workbook.save`` would put the present moment in."""
    moment = stamp.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.created = book.properties.modified = moment
    ExcelWriter(book, StillZip(target, stamp)).save()
