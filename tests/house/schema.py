"""The migrated database that each process of tests copies; to migrate one of its own takes forty seconds.

``python -m tests.house.schema`` makes it: a file for SQLite, a template database on the PostgreSQL that
PORTAL_TEST_POSTGRES_URL names. One that is of another day, or of other migrations, is made anew; without one, each
process migrates as Django has it. A copy is migrated as well, which finds nothing to do and sends Django's signals.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("search", "units", "home", "knowledge", "qa", "site")
FOLDER = ROOT / "var" / "test-schema"
#: How template databases are called on PostgreSQL, and one that is still being made.
BEGINNING = "portal_schema_"
UNFINISHED = f"{BEGINNING}unfinished"
#: What Django calls the database in memory of SQLite, which a process shares with itself.
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"


def digest() -> str:
    """Return what tells one state of the migrations from another: their text, the packages, and the day."""
    told = hashlib.sha256(f"{date.today()}".encode())
    own = sorted(path for room in ROOMS for path in ROOT.glob(f"{room}/**/migrations/*.py"))
    for path in (ROOT / "requirements.lock", *own):
        told.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return told.hexdigest()[:16]


def template_name() -> str:
    """Return the name of the template database on PostgreSQL."""
    return BEGINNING + digest()


def sqlite_file() -> Path:
    """Return where the database of SQLite lies."""
    return FOLDER / f"{digest()}.sqlite3"


def opened() -> sqlite3.Connection | None:
    """Fill SQLite's database in memory, which lasts as long as the connection that is returned; None without a file."""
    path = sqlite_file()
    if not path.exists():
        return None
    memory = sqlite3.connect(IN_MEMORY, uri=True, check_same_thread=False)
    with closing(sqlite3.connect(path)) as source:
        source.backup(memory)
    return memory


def template_on(url: str) -> str | None:
    """Return the name of the template database beside the one that ``url`` names; None if there is none yet."""
    with closing(psycopg.connect(url)) as server:
        found = server.execute("SELECT datname FROM pg_database WHERE datname = %s", [template_name()]).fetchone()
    return found and str(found[0])


def main() -> int:
    """Make what is missing, on both databases at once; return how many could not be made."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    postgres = os.environ.get("PORTAL_TEST_POSTGRES_URL", "")
    making = sqlite_file().with_suffix(f".{os.getpid()}")
    wanted = [] if sqlite_file().exists() else [_migrating(f"sqlite:///{making}")]
    if postgres and not template_on(postgres):
        with closing(psycopg.connect(postgres, autocommit=True)) as server:
            others = "SELECT datname FROM pg_database WHERE starts_with(datname::text, %s)"
            for (old,) in server.execute(others, [BEGINNING]).fetchall():
                server.execute(f'DROP DATABASE "{old}"')
            server.execute(f'CREATE DATABASE "{UNFINISHED}"')
        wanted.append(_migrating(urlsplit(postgres)._replace(path=f"/{UNFINISHED}").geturl()))
    if failed := sum(process.wait() != 0 for process in wanted):
        return failed
    if making.exists():
        for old_file in FOLDER.glob("*.sqlite3"):
            old_file.unlink()
        making.rename(sqlite_file())
    if postgres and not template_on(postgres):
        with closing(psycopg.connect(postgres, autocommit=True)) as server:
            server.execute(f'ALTER DATABASE "{UNFINISHED}" RENAME TO "{template_name()}"')
    return 0


def _migrating(url: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": url}
    return subprocess.Popen([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main())
