"""The files of the repository, for the tests that read them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {
    "search": ROOT / "search",
    "accounts": ROOT / "site" / "accounts",
    "units": ROOT / "units",
    "home": ROOT / "home",
    "knowledge": ROOT / "knowledge",
    "qa": ROOT / "qa",
    "config": ROOT / "site" / "config",
    "operations": ROOT / "site" / "operations",
}
LEFT_OUT = {".git", ".venv", "var", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}


@cache
def repository_files() -> tuple[Path, ...]:
    """Return every file that is, or is about to be, committed; without git, every file outside the work folders."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(  # noqa: S603
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0:
        files = [ROOT / name for name in listing.stdout.split("\0") if name]
    else:
        files = [path for path in ROOT.rglob("*") if not LEFT_OUT & set(path.relative_to(ROOT).parts)]
    return tuple(path for path in sorted(files) if path.is_file() and not path.is_symlink())


def text_of(path: Path) -> str | None:
    """Return the file's text, or None when it is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def modules(room: str) -> list[Path]:
    """Return the room's Python modules without its migrations."""
    return [path for path in sorted(ROOMS[room].rglob("*.py")) if "migrations" not in path.relative_to(ROOT).parts]
