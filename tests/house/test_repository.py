"""What no file of the repository may hold: a registry's host, a path of one person's machine, an index in the lock."""

import re

import pytest

from tests.house.sources import ROOT, repository_files, text_of

# Put together here, so that this file holds none of them itself.
REGISTRY_HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry.np" + "mjs",
    "np" + "mjs.com",
    "crates" + ".io",
    "proxy.go" + "lang",
    "repo1.ma" + "ven",
    "repo.ma" + "ven",
    "deb.deb" + "ian.org",
    "security.deb" + "ian.org",
]
MACHINE_PATHS = re.compile(
    r"(?<![\w.$})-])(?:/ro" + r"ot/|/ho" + r"me/[a-z_][\w.-]*/|/Use" + r"rs/\w|/wo" + r"rk/|/tmp/br" + r"ief|C:\\Users)"
)


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Return ``file:line: text`` of every line of the repository that holds the pattern."""
    found = []
    for path in repository_files():
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    return found


def test_no_file_names_a_package_registry() -> None:
    found = _lines_with(re.compile("|".join(map(re.escape, REGISTRY_HOSTS)), re.IGNORECASE))
    assert not found, "No file names a package registry's host:\n" + "\n".join(found)


def test_no_file_names_a_path_of_one_machine() -> None:
    found = _lines_with(MACHINE_PATHS)
    assert not found, "No file names a path of one person's machine:\n" + "\n".join(found)


def test_the_lock_names_no_index_and_hashes_everything() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"--(?:extra-)?index-url|--find-links|://", lock)
    packages = re.findall(r"^([A-Za-z0-9_.\[\]-]+==\S+.*\\)\n    --hash=sha256:", lock, re.MULTILINE)
    assert len(packages) == len(re.findall(r"^[A-Za-z0-9].*==", lock, re.MULTILINE)) > 20


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "CHANGELOG.md", "Makefile", "docs/settings.md"])
def test_the_files_that_every_reader_looks_for_are_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 100


def test_no_catalogue_is_committed_compiled() -> None:
    compiled = [str(path.relative_to(ROOT)) for path in repository_files() if path.suffix in {".mo", ".pyc"}]
    assert not compiled
