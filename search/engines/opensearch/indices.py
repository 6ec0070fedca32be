"""The indices behind the alias: the one that is searched, and the one that a rebuild fills.

An index is called after the alias and the moment it was made.
"""

from __future__ import annotations

import hashlib
import json
import time
from typing import Any

from .client import UPKEEP_TIMEOUT, EngineError, alias, request
from .documents import DEFINITION

#: What tells the form of an index from that of another version of the portal.
_FORM = hashlib.sha256(json.dumps(DEFINITION, sort_keys=True).encode()).hexdigest()[:16]


def building_alias() -> str:
    """Return the alias of the index that a rebuild is filling."""
    return f"{alias()}-building"


def targets(timeout: float) -> list[str]:
    """Return the aliases that an update must be written to: the searched one, and that of a rebuild under way.

    Raises EngineError when there is none, as in an engine that is new or has lost its disk.
    """
    named = set().union(*_indices(timeout).values())
    found = [name for name in (alias(), building_alias()) if name in named]
    if not found:
        raise EngineError("it has no index of this portal yet")
    return found


def searched() -> str | None:
    """Return the index that is searched, if there is one."""
    return next(iter(_behind(alias())), None)


def is_current() -> bool:
    """Whether there is an index and it has the form that this version of the portal makes."""
    name = searched()
    if name is None:
        return False
    mappings: dict[str, Any] = request("GET", f"/{name}/_mapping")[name]["mappings"]
    return bool(mappings.get("_meta", {}).get("form") == _FORM)


def make() -> str:
    """Make a new index and point the alias of the rebuild to it; the leavings of an unfinished one go."""
    name = f"{alias()}-{time.time_ns()}"
    for left, aliases in _indices().items():
        if alias() not in aliases:
            _drop(left)
    mappings = {**DEFINITION["mappings"], "_meta": {"form": _FORM}}
    request("PUT", f"/{name}", {**DEFINITION, "mappings": mappings, "aliases": {building_alias(): {}}})
    return name


def switch(name: str) -> None:
    """Let ``name`` be searched from now on, in one step, and drop what was searched until now.

    Raises EngineError when another rebuild has begun since ``name`` was made.
    """
    if _behind(building_alias()) != [name]:
        raise EngineError("another rebuild has begun meanwhile, so this one is given up")
    old = _behind(alias())
    actions: list[dict[str, Any]] = [{"remove": {"index": one, "alias": alias()}} for one in old]
    actions += [{"add": {"index": name, "alias": alias()}}, {"remove": {"index": name, "alias": building_alias()}}]
    request("POST", f"/{name}/_refresh")
    request("POST", "/_aliases", {"actions": actions})
    for one in old:
        _drop(one)


def refresh() -> None:
    """Let everything that was sent be found at once rather than within a second."""
    request("POST", f"/{alias()}/_refresh")


def forget() -> None:
    """Drop everything that the portal has in the engine."""
    for name in _indices():
        _drop(name)


def _behind(name: str) -> list[str]:
    return [index for index, aliases in _indices().items() if name in aliases]


def _indices(timeout: float = UPKEEP_TIMEOUT) -> dict[str, set[str]]:
    """Return the indices of this portal with their aliases; others in the same engine are left alone."""
    found = request("GET", f"/{alias()}-*/_alias", timeout=timeout)
    return {name: set(one["aliases"]) for name, one in found.items() if name.removeprefix(f"{alias()}-").isdigit()}


def _drop(name: str) -> None:
    request("DELETE", f"/{name}")
