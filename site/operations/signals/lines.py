"""Security events as JSON lines, for whoever collects the portal's output."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """One event, one line: time (UTC, ISO 8601), event, username, address, facts, level."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON; what is no text, number or list stands as text."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "event": getattr(record, "event", record.getMessage()),
            "username": getattr(record, "username", ""),
            "address": getattr(record, "address", ""),
            "facts": getattr(record, "facts", {}),
            "level": record.levelname,
        }
        return json.dumps(line, ensure_ascii=False, default=str)
