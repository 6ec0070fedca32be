"""The place where a virus scanner is plugged in; without one every file says that nobody has scanned it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.utils.module_loading import import_string

from qa.models.files import IntakeFile

Scanner = Callable[[Any], bool]
"""From an open file to whether it is clean. Raises ``OSError`` where it could not be scanned."""


def scan(file: Any) -> str:
    """What the configured scanner (``PORTAL_FILE_SCANNER``) says of an open file; not scanned where none could."""
    if not settings.PORTAL_FILE_SCANNER:
        return IntakeFile.Scan.NONE
    scanner = cast(Scanner, import_string(settings.PORTAL_FILE_SCANNER))
    try:
        clean = scanner(file)
    except OSError:
        return IntakeFile.Scan.NONE
    finally:
        file.seek(0)
    return IntakeFile.Scan.CLEAN if clean else IntakeFile.Scan.INFECTED
