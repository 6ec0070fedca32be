"""Codes, limits, proof of work and files: what every public form of the room rests on."""

from __future__ import annotations

import base64
import io
import json
import logging
import zipfile
from datetime import timedelta

import altcha
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from qa.intake import codes, files, proof
from qa.intake.guard import confirmation, is_confirmed
from qa.models import IntakeFile, PublicForm
from units.visitors import addresses, limits
from units.visitors.models import LimitCount

pytestmark = pytest.mark.clause("ND-11.1c", "N-9")


def a_code() -> str:
    return codes.code_of(codes.new_key())


def test_a_code_is_read_however_it_is_typed():
    code = a_code()
    assert codes.read(codes.shown(code).lower().replace("-", " ")) == code
    assert len(code) == codes.LENGTH


@given(place=st.integers(0, 15), sign=st.sampled_from(codes.SIGNS))
def test_the_check_digit_finds_every_wrong_sign(place, sign):
    code = "ABCDEFGHJKLMNPQ"
    code += codes._check_digit(code)
    wrong = code[:place] + sign + code[place + 1 :]
    assert codes.read(wrong) == (code if wrong == code else None)


@given(signs=st.text(codes.SIGNS, min_size=15, max_size=15), place=st.integers(0, 14))
def test_the_check_digit_finds_two_signs_that_changed_places(signs, place):
    code = signs + codes._check_digit(signs)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert codes.read(swapped) == (code if swapped == code else None)


def test_a_form_leads_to_one_code_and_a_made_up_key_to_none():
    key = codes.new_key()
    assert codes.code_of(key) == codes.code_of(key)
    assert codes.code_of(key) != a_code()
    assert codes.code_of("00000000") is None
    assert codes.code_of(key + "x") is None


@pytest.mark.django_db
def test_a_limit_counts_in_the_database_and_begins_anew_after_its_window(caplog):
    hour = timedelta(hours=1)
    with caplog.at_level(logging.WARNING, "portal.visitors"):
        answers = [limits.take("question:stored", "someone", 3, hour) for _ in range(14)]
    assert answers[:3] == [None] * 3
    assert all(answers[3:])
    assert LimitCount.objects.get().number == 3
    # Told at the first and the tenth refusal, without the address.
    assert len(caplog.records) == 2
    LimitCount.objects.update(began_at=LimitCount.objects.get().began_at - hour)
    assert limits.take("question:stored", "someone", 3, hour) is None


def solution(form: str) -> str:
    task = proof.challenge(form)
    solved = altcha.solve_challenge_v1(task["challenge"], task["salt"], task["algorithm"], task["maxNumber"])
    payload = {name: task[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**payload, "number": solved.number}).encode()).decode()


@pytest.mark.django_db
def test_a_proof_counts_once_and_only_for_its_form(monkeypatch):
    monkeypatch.setattr(proof, "MAX_NUMBER", 50)
    solved = solution("question")
    assert not proof.is_solved(solved, "feedback")
    assert proof.is_solved(solved, "question")
    assert not proof.is_solved(solved, "question")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "payload", ["", "x", "e30=", base64.b64encode(b"[]").decode(), base64.b64encode(b'{"salt": 1}').decode()]
)
def test_a_proof_that_is_none_is_refused(payload):
    assert not proof.is_solved(payload, "question")


def test_the_confirming_page_has_to_be_read():
    key = codes.new_key()
    assert is_confirmed(confirmation(key), key) is None
    assert is_confirmed("made up", key) is False
    assert is_confirmed(confirmation(codes.new_key()), key) is False


def test_a_sender_is_found_behind_our_proxies_and_no_further(settings):
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.9")
    settings.PORTAL_PROXIES = 0
    assert addresses.sender_of(request) == "10.0.0.1"
    settings.PORTAL_PROXIES = 1
    assert addresses.sender_of(request) == "203.0.113.9"


def test_a_key_tells_no_address_and_is_one_for_an_ipv6_network():
    one = addresses.address_key(RequestFactory().get("/", REMOTE_ADDR="2001:db8::1"))
    assert one == addresses.address_key(RequestFactory().get("/", REMOTE_ADDR="2001:db8::ffff:2"))
    assert one != addresses.address_key(RequestFactory().get("/", REMOTE_ADDR="2001:db8:0:1::1"))
    assert "2001" not in one


TERMS = PublicForm(code="question", max_file_bytes=200_000)


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG")
    return made.getvalue()


def document(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "ending"),
    [
        ("anh.exe", picture(), "png"),
        ("don.pdf", b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        ("don.docx", document("[Content_Types].xml", "word/document.xml"), "docx"),
    ],
)
def test_a_file_is_what_its_content_says(name, content, ending):
    assert files.check(SimpleUploadedFile(name, content), TERMS).ending == ending


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("anh.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        ("anh.jpg", b"<html><script>location='https://casino.example'</script></html>"),
        ("don.pdf", b"MZ\x90\x00"),
        ("macro.docx", document("word/document.xml", "word/vbaProject.bin")),
        ("goi.docx", document("a.txt")),
        ("rong.pdf", b""),
        ("lon.png", picture() + b"0" * 300_000),
    ],
)
def test_what_is_no_plain_document_or_picture_is_refused_with_a_sentence(name, content):
    with pytest.raises(ValidationError) as refusal:
        files.check(SimpleUploadedFile(name, content), TERMS)
    assert name in refusal.value.messages[0]


@pytest.mark.django_db
def test_a_file_is_renamed_kept_privately_and_says_that_nobody_has_scanned_it(settings):
    kept = files.keep(files.check(SimpleUploadedFile("../../Ảnh <b>.exe", picture()), TERMS), TERMS)
    assert str(kept.key) in kept.file.name
    assert "Ảnh" not in kept.file.name
    assert kept.file.url.startswith("/khong-cong-khai/")
    assert kept.scan == IntakeFile.Scan.NONE
    answer = files.handed_out(kept)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    answer.close()
    assert files.kept_before([files.token(kept), "made up"], TERMS) == [kept]


def infected(file) -> bool:
    return b"PNG" not in file.read()


@pytest.mark.django_db
def test_a_configured_scanner_is_asked(settings):
    settings.PORTAL_FILE_SCANNER = f"{__name__}.infected"
    with pytest.raises(ValidationError, match=r"a\.png"):
        files.check(SimpleUploadedFile("a.png", picture()), TERMS)
