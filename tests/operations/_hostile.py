"""What the public may send, made to break what takes it, and what has to come of it: a page in plain words."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from qa.intake import guard, proof
from qa.models import PublicForm
from tests.units._house import House, a_house
from units.visitors.models import LimitCount

HARM = '"><script>alert(1)</script><img src=x onerror=alert(2)>\'{{ 7|add:7 }}{% now "Y" %}javascript:alert(3)'
RAW = ("<script>alert(1)", "<img src=x", "onerror=alert(2)>")
#: A few dozen here, thousands in `make fuzz`.
FUZZING = settings.get_current_profile_name() == "fuzz"
tried = settings(
    max_examples=settings.get_profile("fuzz").max_examples if FUZZING else 24,
    derandomize=not FUZZING,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
text = st.text(st.characters(codec="utf-8"), max_size=300) | st.sampled_from(
    [
        "\0",
        "\u202e",
        "\ud7ff",
        "a" * 5000,
        HARM,
        "' OR 1=1 --",
        "%s%n",
        "../../etc/passwd",
        "\U0010ffff",
        "-1",
        "9" * 40,
    ]
)
files = st.tuples(text, st.binary(max_size=300) | st.sampled_from([b"%PDF-1.7", b"PK\x03\x04", b"GIF89a", b"\x89PNG"]))


def calm(answer: Any, of: str = "readers") -> None:
    """A page of ours in plain words, whatever was sent, with the policy that lets nothing run (for ``of`` whom)."""
    assert answer.status_code < 500
    if of == "readers":
        assert "unsafe" not in answer["Content-Security-Policy"]
    page = "" if answer.streaming else answer.content.decode()
    assert "Traceback" not in page
    assert not any(raw in page for raw in RAW)
    if page and answer.status_code >= 400 and answer.headers.get("Content-Type", "").startswith("text/html"):
        assert 'lang="vi"' in page


def untouched() -> None:
    """Nobody is slowed down while many examples are tried."""
    LimitCount.objects.all().delete()
    caches["visitors"].clear()


def a_patient_house(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> House:
    """The house with forms that take as much as anybody sends, at once and for a small proof of work."""
    monkeypatch.setattr(proof, "MAX_NUMBER", 50)
    monkeypatch.setattr(guard, "SECONDS_TO_READ", -1)
    settings.MEDIA_ROOT = tmp_path
    found = a_house()
    PublicForm.objects.update(posts_per_address=10_000_000, stored_per_address=10_000_000, stored_per_form=10_000_000)
    return found
