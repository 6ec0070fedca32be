"""The reports of this room, one small module each; importing them registers them."""

from units.reports.kinds import (
    approvers,
    authors,
    issued,
    key_tasks,
    rhythm,
    sections,
    silence,
    stages,
    timeliness,
    visits,
)

__all__ = [
    "approvers",
    "authors",
    "issued",
    "key_tasks",
    "rhythm",
    "sections",
    "silence",
    "stages",
    "timeliness",
    "visits",
]
