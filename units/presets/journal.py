"""What applying a preset did, and where the portal already differed from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _


@dataclass
class Journal:
    """Sentences about what was made and what was left as an administrator has it."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def make(self, what: str, name: str) -> None:
        """Note that ``what`` called ``name`` was made."""
        self.made.append(f"{what}: {name}")

    def compare(self, what: str, name: str, values: Mapping[str, tuple[Any, Any]]) -> None:
        """Note each of ``values`` (label: what the portal has, what the preset says) that differs."""
        for label, (has, says) in values.items():
            if has != says:
                self.kept.append(
                    _("%(what)s %(name)s: %(label)s is “%(has)s” here and “%(says)s” in the preset; left as it is")
                    % {"what": what, "name": name, "label": label, "has": _text(has), "says": _text(says)}
                )


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
