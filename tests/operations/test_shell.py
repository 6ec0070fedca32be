"""The shell around every answer: headers by class of address, errors that give nothing away, forged requests."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from knowledge.models import PortalDocument
from tests.factories.articles import a_public
from tests.units._house import House, a_house

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2a", "ND-13.3")]

INCIDENT = re.compile(r"\b[0-9A-F]{8}\b")


@pytest.fixture
def house(settings: Any, tmp_path: Any) -> House:
    settings.MEDIA_ROOT = tmp_path
    return a_house()


def classes(house: House) -> Iterator[tuple[str, str]]:
    """One address of each class, and the policy that it has to bear."""
    article = a_public(house.portal.office, house.contributor, house.board, title="Tin")
    document = PortalDocument.objects.create(title="Mẫu", file=ContentFile(b"<html><script>1", "mau.txt"))
    body = [("document", {"document": document, "title": ""})]
    a_public(house.portal.office, house.contributor, house.board, title="Tin có tệp", body=body)
    picture = default_storage.save("original_images/a.svg", ContentFile(b"<svg><script>1</script></svg>"))
    for address in (
        "/",
        article.url,
        "/tim-kiem/?q=a",
        "/rss/",
        "/sitemap.xml",
        "/robots.txt",
        "/hoi-dap/gui-cau-hoi/",
    ):
        yield address, "readers"
    yield from (("/khong-co/", "readers"), ("/static/portal/js/portal.js", "readers"), ("/tim-kiem/mo/", "readers"))
    yield from ((document.url, "files"), (default_storage.url(picture), "files"))
    yield from (("/quan-tri/", "admin"), ("/quan-tri/login/", "admin"), ("/quan-tri/khong-co/", "admin"))


def policy_of(answer: Any) -> dict[str, str]:
    parts = [part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";")]
    return {name: value for name, _blank, value in parts}


def test_every_class_of_address_bears_its_headers(house: House, settings: Any):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    client = house.client("superuser")
    for address, kind in classes(house):
        answer = client.get(address, secure=True)
        policy = policy_of(answer)
        assert policy["default-src"] == "'none'", address
        assert policy["object-src"] == "'none'", address
        assert policy["report-uri"] == reverse("policy-report")
        if kind == "readers":
            assert "unsafe" not in answer["Content-Security-Policy"], address
        assert "unsafe-eval" not in answer["Content-Security-Policy"], address
        if kind == "files":
            assert "sandbox" in policy, address
            assert policy["script-src"] == "'none'"
        # Never another host, in any policy.
        assert not re.search(r"https?:|\*", answer["Content-Security-Policy"]), address
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "geolocation=()" in answer["Permissions-Policy"]
        assert answer["Strict-Transport-Security"].startswith("max-age=31536000")
        assert answer["Server"] == "portal"
        assert "X-Powered-By" not in answer.headers
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert not re.search(rb'name="generator"|Django/|Wagtail \d|Python/', body), address


def test_a_document_is_handed_out_as_an_attachment_of_a_fixed_type(house: House):
    document = PortalDocument.objects.create(title="Mẫu", file=ContentFile(b"<html><script>1", "mau.pdf"))
    body = [("document", {"document": document, "title": ""})]
    a_public(house.portal.office, house.contributor, house.board, title="Tin", body=body)
    answer = Client().get(document.url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")


def test_media_is_handed_out_by_the_portal_and_never_from_outside_its_folder(house: House, settings: Any):
    kept = default_storage.save("original_images/ảnh.png", ContentFile(b"x"))
    assert Client().get(default_storage.url(kept)).status_code == 200
    for trick in ("../settings.py", "..%2f..%2fetc/passwd", "/etc/passwd", "original_images/", "%00", "..\\a"):
        assert Client().get(f"/media/{trick}").status_code in (400, 404), trick
    settings.PORTAL_MEDIA_ACCEL = "/media-trong/"
    answer = Client().get(default_storage.url(kept))
    assert answer["X-Accel-Redirect"] == "/media-trong/" + quote(kept)
    assert answer.content == b""


def test_an_error_says_a_number_that_the_log_has_and_nothing_else(house: House, caplog: Any, monkeypatch: Any):
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("mật khẩu của cơ sở dữ liệu là abc")

    caplog.set_level(logging.WARNING)
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    answers = {
        404: client.get("/khong-co/"),
        400: client.get("/", HTTP_HOST="ke-xau.example"),
        403: client.post("/hoi-dap/gui-cau-hoi/", {"text": "a"}),
    }
    monkeypatch.setattr("home.views.feed_of", broken, raising=False)
    monkeypatch.setattr("home.views.visible_to", broken, raising=False)
    answers[500] = client.get("/rss/")
    for status, answer in answers.items():
        page = answer.content.decode()
        assert answer.status_code == status
        (number,) = set(INCIDENT.findall(page))
        assert "mật khẩu" not in page
        assert "Traceback" not in page
        assert "ke-xau" not in page
        assert 'lang="vi"' in page
        assert number in " ".join(map(_shown, caplog.records)), status
        assert "Content-Security-Policy" in answer


def _shown(record: logging.LogRecord) -> str:
    """A line as the console writes it."""
    from operations.incidents import IncidentFilter

    IncidentFilter().filter(record)
    return f"{record.getMessage()}{record.incident}"  # type: ignore[attr-defined]


def test_a_host_that_is_not_ours_is_never_answered_or_repeated(house: House):
    for host in ("ke-xau.example", "testserver.ke-xau.example", "testserver:80@ke-xau.example", "a b", "[::1"):
        answer = Client().get("/", HTTP_HOST=host)
        assert answer.status_code == 400
        assert "ke-xau" not in answer.content.decode()
    answer = Client().get("/", HTTP_X_FORWARDED_HOST="ke-xau.example")
    assert "ke-xau" not in answer.content.decode()


ELSEWHERE = ["https://ke-xau.example/", "//ke-xau.example", "/\\ke-xau.example", "https:ke-xau.example", "javascript:1"]


def test_no_address_of_ours_leads_elsewhere(house: House):
    person = house.board
    person.set_password("Mot-mat-khau-2026")
    person.save()
    typed = {"username": person.username, "password": "Mot-mat-khau-2026"}
    for target in ELSEWHERE:
        answers = [
            Client().post(reverse("wagtailadmin_login"), {**typed, "next": target}),
            Client().post(reverse("wagtailcore_login"), {**typed, "next": target}),
            Client().get(f"/{target}"),
            Client().get(f"//{target}"),
            house.client("board").post(reverse("wagtailadmin_logout"), {"next": target}),
            house.client("board").get(reverse("wagtailadmin_login"), {"next": target}),
            Client().get(reverse("search-opened"), {"t": target, "next": target}),
        ]
        for answer in answers:
            assert not re.match(r"(?i)(https?:)?[\\/]{0,2}ke-xau|javascript:|/\\|//", answer.get("Location", "")), (
                target
            )
