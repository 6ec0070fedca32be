"""Production settings are safe, refuse what is not, and every variable that they read is documented."""

import os
import re
import subprocess
import sys

import pytest

from tests.house.sources import ROOT

READ = re.compile(r"""\benv(?:\.\w+)?\(\s*["']([A-Z][A-Z0-9_]+)["']""")
KEY = "".join(chr(33 + number % 90) for number in range(7, 7 * 71, 7))
# Empty values keep out what a developer's .env says.
SOUND = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "PORTAL_SECRET_KEY": KEY,
    "PORTAL_ALLOWED_HOSTS": "portal.example.vn",
    "PORTAL_BASE_URL": "https://portal.example.vn",
    "PORTAL_TRUSTED_ORIGINS": "",
    "PORTAL_BEHIND_PROXY": "true",
    "PORTAL_HSTS_SECONDS": "31536000",
    "PORTAL_DEBUG": "false",
    "DATABASE_URL": "sqlite://:memory:",
    "CACHE_URL": "locmemcache://portal",
    "EMAIL_URL": "consolemail://",
}


def _manage(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with production settings in a process of its own."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **SOUND, **changes}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_production_passes_the_deployment_check() -> None:
    result = _manage("check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_production_never_shows_details_of_errors_and_sends_cookies_over_https_only() -> None:
    names = ["DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_HTTPONLY"]
    code = f"from django.conf import settings; print(*(getattr(settings, name) for name in {names}))"
    result = _manage("shell", "--no-imports", "-c", code)
    assert result.stdout.split() == ["False", "True", "True", "True", "True"], result.stderr


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"PORTAL_SECRET_KEY": ""}, "PORTAL_SECRET_KEY"),
        ({"PORTAL_SECRET_KEY": "short"}, "PORTAL_SECRET_KEY"),
        ({"PORTAL_SECRET_KEY": "a" * 60}, "PORTAL_SECRET_KEY"),
        (
            {"PORTAL_SECRET_KEY": "development-only-this-protects-nothing-and-production-refuses-it"},
            "PORTAL_SECRET_KEY",
        ),
        ({"PORTAL_ALLOWED_HOSTS": ""}, "PORTAL_ALLOWED_HOSTS"),
        ({"PORTAL_ALLOWED_HOSTS": "*"}, "PORTAL_ALLOWED_HOSTS"),
        ({"PORTAL_DEBUG": "true"}, "PORTAL_DEBUG"),
        ({"PORTAL_BASE_URL": "http://portal.example.vn", "PORTAL_HSTS_SECONDS": "0"}, "PORTAL_BASE_URL"),
        ({"PORTAL_HSTS_SECONDS": "0"}, "PORTAL_HSTS_SECONDS"),
        ({"PORTAL_TRUSTED_ORIGINS": "http://portal.example.vn"}, "PORTAL_TRUSTED_ORIGINS"),
    ],
    ids=[
        "no key",
        "short key",
        "one letter",
        "development key",
        "no host",
        "any host",
        "details of errors",
        "no https",
        "no HSTS",
        "an origin without https",
    ],
)
def test_production_refuses_to_start_and_names_the_variable(changes: dict[str, str], named: str) -> None:
    result = _manage("check", **changes)
    assert result.returncode != 0
    assert named in result.stderr.strip().splitlines()[-1]


def _variables_read() -> set[str]:
    """Return every environment variable that the settings read."""
    return {
        name
        for path in (ROOT / "site" / "config").rglob("*.py")
        for name in READ.findall(path.read_text(encoding="utf-8"))
    }


def test_every_variable_is_documented() -> None:
    documented = set(
        re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.MULTILINE)
    )
    example = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    read = _variables_read()
    assert "PORTAL_SECRET_KEY" in read
    assert not read - documented, "Add these to docs/settings.md."
    assert not read - example, "Add these to .env.example."
    assert not example - read, "No setting reads these of .env.example."
