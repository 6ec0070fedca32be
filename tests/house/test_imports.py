"""Arrows between rooms run down only; a lower room never names an upper one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import ROOMS, ROOT, modules

# What each room may import of ours. Accounts stand below units, which say there whom to ask for a second factor; upper
# rooms reach the account by name (AUTH_USER_MODEL), its class only for type checkers.
MAY_IMPORT = {
    "search": set(),
    "accounts": {"search"},
    "units": {"search", "accounts"},
    "home": {"units", "search"},
    "knowledge": {"units", "search"},
    "qa": {"units", "search", "knowledge"},
    "config": set(ROOMS),
    "operations": set(ROOMS),
}
FOR_TYPES_ONLY = {"accounts"}


def _imported_names(node: ast.AST) -> list[str]:
    """Return the modules that an import statement, or a call of import_module, names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [node.module or ""]
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called in {"import_module", "import_string", "__import__"}:
            return [str(node.args[0].value)]
    return []


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and getattr(node.test, "attr", getattr(node.test, "id", "")) == "TYPE_CHECKING"


def rooms_imported(source: str) -> Iterator[tuple[str, int, bool]]:
    """Yield (room, line, for type checkers only) of every import of one of our rooms, inside functions too."""

    def walk(node: ast.AST, for_types: bool) -> Iterator[tuple[str, int, bool]]:
        for name in _imported_names(node):
            room = name.split(".")[0]
            if room in ROOMS or room == "tests":
                yield room, getattr(node, "lineno", 0), for_types
        for child in ast.iter_child_nodes(node):
            yield from walk(child, for_types or _is_for_types(node))

    yield from walk(ast.parse(source), False)


def arrows_up(room: str, path: Path) -> list[str]:
    """Return the module's imports that its room may not have, as sentences."""
    return [
        f"{path.relative_to(ROOT)}:{line} imports {imported}, which {room} may not"
        for imported, line, for_types in rooms_imported(path.read_text(encoding="utf-8"))
        if imported not in MAY_IMPORT[room] | {room} and not (for_types and imported in FOR_TYPES_ONLY)
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_down(room: str) -> None:
    found = [arrow for path in modules(room) for arrow in arrows_up(room, path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import home.models", [("home", 1, False)]),
        ("def f():\n    from units.people import holders", [("units", 2, False)]),
        ("if TYPE_CHECKING:\n    from accounts.models import User", [("accounts", 2, True)]),
        ("import_module('qa.models')", [("qa", 1, False)]),
        ("from .models import home", []),
        ("from wagtail.models import Page", []),
    ],
)
def test_the_reader_of_imports_sees_them(source: str, expected: list[tuple[str, int, bool]]) -> None:
    assert list(rooms_imported(source)) == expected
