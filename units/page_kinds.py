"""What readers call the kinds of pages when they narrow a search: upper rooms name theirs (ND-5.5c)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise

_names: dict[str, str | Promise] = {}
_of_model: dict[type, str] = {}


def register(model: type, code: str, name: str | Promise) -> None:
    """Let pages of ``model`` be found as the kind ``code``, which readers call ``name``."""
    _of_model[model] = code
    _names[code] = name


def register_kinds(kinds: Mapping[str, str | Promise]) -> None:
    """Name the ``kinds`` of pages that tell their kind themselves, code to name."""
    _names.update(kinds)


def kind_of(model: type) -> str:
    """The kind of pages of ``model``; empty where no room has named it."""
    return _of_model.get(model, "")


def names() -> Mapping[str, str | Promise]:
    """Code to name, of the rooms that register later as well."""
    return MappingProxyType(_names)
