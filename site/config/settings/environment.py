"""Where the portal lies and what its environment says; each variable is documented in ``docs/settings.md``."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[3]
SITE_DIR = BASE_DIR / "site"

env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env("PORTAL_DATA_DIR", default=str(BASE_DIR / "var")))
