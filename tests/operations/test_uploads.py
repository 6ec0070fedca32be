"""A corpus of hostile files against the one door, and through the doors that people use (ND-13.6d)."""

from __future__ import annotations

import io
import socket
import struct
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from PIL.ExifTags import GPS, IFD

from home.demonstration import files
from knowledge.models import PortalDocument, PortalImage, PortalMedia
from tests.factories.portal import Portal, a_portal
from units.uploads import Wanted, archives, scanning, take
from units.uploads.scanning import Scan

pytestmark = pytest.mark.clause("ND-13.6d", "LD-4.1c")

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
DOCUMENTS = Wanted(("csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"), "a document", 2_000_000)
PICTURES = Wanted(("avif", "gif", "heic", "jpg", "jpeg", "png", "webp"), "a picture", 2_000_000)
FILMS = Wanted(("mp4", "webm", "mp3", "m4a"), "a film", 2_000_000)
#: Where Hà Nội lies.
PLACE = {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (21.0, 1.0, 40.0), GPS.GPSLongitude: (105.0, 50.0, 0.0)}


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 6), **options: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "#9e1b1f").save(made, kind, **options)
    return made.getvalue()


def packed_as(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def office(ending: str, types: bytes = b"<Types/>", **more: bytes) -> bytes:
    return packed_as({"[Content_Types].xml": types, MAIN[ending]: b"<w/>", **more})


def locked() -> bytes:
    content = bytearray(packed_as({"a.txt": b"x"}))
    for place in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
        content[place] |= 1
    return bytes(content)


def lying() -> bytes:
    """An archive that says of itself that it unfolds to one byte."""
    content = bytearray(packed_as({"a.txt": b"x" * 5000}))
    at = content.find(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<L", 1)
    return bytes(content)


def gif_bomb() -> bytes:
    made = io.BytesIO()
    frames = [Image.new("L", (400, 400), shade) for shade in range(8)]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    return made.getvalue()


TEMPLATE = b'<Relationship Type="http://x/attachedTemplate" Target="http://la.example/a.dotm" TargetMode="External"/>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

HOSTILE: dict[str, tuple[Wanted, str, Callable[[], bytes]]] = {
    "nothing at all": (DOCUMENTS, "a.pdf", lambda: b""),
    "a program as PDF": (DOCUMENTS, "a.pdf", lambda: b"MZ\x90\x00" + b"\0" * 200),
    "a program as text": (DOCUMENTS, "a.txt", lambda: b"\x7fELF" + b"\0" * 200),
    "a page as text": (DOCUMENTS, "a.txt", lambda: b"\xef\xbb\xbf <!DOCTYPE html><script>1</script>"),
    "a page as text in UTF-16": (DOCUMENTS, "a.txt", lambda: "<html><script>1".encode("utf-16")),
    "a script as text": (DOCUMENTS, "a.csv", lambda: b"#!/bin/sh\nrm -rf /\n"),
    "PHP": (DOCUMENTS, "a.txt", lambda: b"<?php system($_GET[1]);"),
    "bytes as CSV": (DOCUMENTS, "a.csv", lambda: b"a,b\n\x00\x01\x02"),
    "PDF as DOCX": (DOCUMENTS, "a.docx", lambda: PDF),
    "DOCX as PDF": (DOCUMENTS, "a.pdf", lambda: office("docx")),
    "an old Word file as DOCX": (DOCUMENTS, "a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "a web page before the PDF": (DOCUMENTS, "a.pdf", lambda: b"<html><script>1</script>" + PDF),
    "a PDF that is an archive too": (DOCUMENTS, "a.pdf", lambda: PDF + packed_as({"a.txt": b"x"})),
    "a DOCM renamed DOCX": (
        DOCUMENTS,
        "a.docx",
        lambda: office("docx", b'<Types ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
    ),
    "a DOCX with macros": (DOCUMENTS, "a.docx", lambda: office("docx", **{"word/vbaProject.bin": b"x"})),
    "an XLSX with a macro sheet": (DOCUMENTS, "a.xlsx", lambda: office("xlsx", **{"xl/macrosheets/s1.xml": b"x"})),
    "a PPTX with ActiveX": (DOCUMENTS, "a.pptx", lambda: office("pptx", **{"ppt/activeX/activeX1.bin": b"x"})),
    "a DOCX that fetches its template": (
        DOCUMENTS,
        "a.docx",
        lambda: office("docx", **{"word/_rels/settings.xml.rels": TEMPLATE}),
    ),
    "an ODT with macros": (
        DOCUMENTS,
        "a.odt",
        lambda: packed_as({"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/script-lb.xml": b"x"}),
    ),
    "an RTF with an object": (DOCUMENTS, "a.rtf", lambda: rb"{\rtf1{\object\objdata 0105}}"),
    "a bomb": (DOCUMENTS, "a.zip", lambda: packed_as({f"{n}.txt": bytes(3_000_000) for n in range(4)})),
    "a bomb as DOCX": (DOCUMENTS, "a.docx", lambda: office("docx", **{"word/a.xml": bytes(12_000_000)})),
    "thousands of parts": (DOCUMENTS, "a.zip", lambda: packed_as({f"{n}": b"" for n in range(2100)})),
    "an archive that lies": (DOCUMENTS, "a.zip", lying),
    "an archive in an archive": (DOCUMENTS, "a.zip", lambda: packed_as({"b.zip": packed_as({"c.txt": b"x"})})),
    "an archive with a program": (DOCUMENTS, "a.zip", lambda: packed_as({"hoa-don.pdf.exe": b"MZ"})),
    "an archive with a way out": (DOCUMENTS, "a.zip", lambda: packed_as({"../../etc/cron.d/a.txt": b"x"})),
    "an archive with a way out of Windows": (DOCUMENTS, "a.zip", lambda: packed_as({"C:\\a.txt": b"x"})),
    "a locked archive": (DOCUMENTS, "a.zip", locked),
    "half an archive": (DOCUMENTS, "a.docx", lambda: office("docx")[:-30]),
    "EICAR": (DOCUMENTS, "a.txt", lambda: EICAR),
    "EICAR in a picture": (PICTURES, "a.png", lambda: picture() + EICAR),
    "something too large": (DOCUMENTS, "a.txt", lambda: b"a" * 2_000_001),
    "SVG": (PICTURES, "a.svg", lambda: SVG),
    "SVG as PNG": (PICTURES, "a.png", lambda: SVG),
    "PNG as JPEG": (PICTURES, "a.jpg", picture),
    "a document as a picture": (PICTURES, "a.png", lambda: PDF),
    "half a picture": (PICTURES, "a.png", lambda: picture(size=(900, 900))[:60]),
    "the head of a picture": (PICTURES, "a.jpg", lambda: b"\xff\xd8\xff\xe0" + b"<script>1</script>" * 20),
    "more pixels than anybody needs": (PICTURES, "a.png", lambda: picture(size=(1100, 1000))),
    "a moving picture that never ends": (PICTURES, "a.gif", gif_bomb),
    "a page as a film": (FILMS, "a.mp4", lambda: b"<html><script>1</script>"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_and_logged(what, caplog, settings, monkeypatch):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000_000
    monkeypatch.setattr(archives, "MAX_UNFOLDED", 10_000_000)
    wanted, name, make = HOSTILE[what]
    with pytest.raises(ValidationError) as refusal:
        take(SimpleUploadedFile(name, make()), wanted)
    assert name in refusal.value.messages[0]
    (record,) = [record for record in caplog.records if record.name == "portal.security"]
    assert (record.event, record.facts["file"]) == ("upload_refused", name)


HARMLESS = {
    "a.pdf": (DOCUMENTS, lambda: PDF),
    "a.docx": (DOCUMENTS, lambda: office("docx")),
    "a.xlsx": (DOCUMENTS, lambda: office("xlsx")),
    "a.pptx": (DOCUMENTS, lambda: office("pptx")),
    "a.odt": (DOCUMENTS, lambda: packed_as({"mimetype": b"application/vnd.oasis.opendocument.text"})),
    "a.rtf": (DOCUMENTS, lambda: rb"{\rtf1 Xin}"),
    "a.txt": (DOCUMENTS, "Kính gửi: Đảng ủy".encode),
    "b.txt": (DOCUMENTS, lambda: "Kính gửi".encode("utf-16")),
    "c.txt": (DOCUMENTS, lambda: "KÝnh göi".encode("latin-1")),
    "a.csv": (DOCUMENTS, lambda: b"so,ten\n1,An\n"),
    "a.zip": (DOCUMENTS, lambda: packed_as({"mẫu/a.docx": office("docx")})),
    "a.PNG": (PICTURES, picture),
    "a.jpeg": (PICTURES, lambda: picture("JPEG")),
    "a.webp": (PICTURES, lambda: picture("WEBP")),
    "a.gif": (PICTURES, lambda: picture("GIF")),
    "a.avif": (PICTURES, lambda: picture("AVIF")),
    "a.heic": (PICTURES, lambda: picture("HEIF")),
    "a.mp4": (FILMS, lambda: b"\0\0\0\x18ftypmp42" + bytes(12)),
    "a.mp3": (FILMS, lambda: b"ID3\x04" + bytes(60)),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_file_is_taken(name):
    wanted, make = HARMLESS[name]
    taken = take(SimpleUploadedFile(name, make()), wanted)
    assert taken.ending == {"jpeg": "jpg", "heic": "jpg"}.get(name[2:].lower(), name[2:].lower())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_a_picture_is_drawn_anew_upright_and_without_its_place(kind):
    exif = Image.Exif()
    exif.get_ifd(IFD.GPSInfo).update(PLACE)
    exif[IFD.GPSInfo] = PLACE
    exif[0x0112] = 6  # Lies on its side.
    exif[0x010F] = "Máy ảnh của An"
    hidden = b"<?php echo 1; ?>"
    name = f"a.{kind.lower()}".replace("heif", "heic")
    content = picture(kind, (80, 60), exif=exif) + (hidden if kind in ("JPEG", "PNG") else b"")
    taken = take(SimpleUploadedFile(name, content), PICTURES)
    kept = taken.file.read()
    assert hidden not in kept
    assert "Máy ảnh".encode() not in kept
    with Image.open(io.BytesIO(kept)) as drawn:
        drawn.load()
        assert not dict(drawn.getexif())
        assert "xmp" not in drawn.info
        # The library for HEIC turns pictures itself, as the format says and not as EXIF says.
        assert drawn.size == ((80, 60) if kind == "HEIF" else (60, 80))


def test_a_moving_picture_still_moves_and_says_nothing():
    made = io.BytesIO()
    frames = [Image.new("L", (9, 9), shade) for shade in (0, 90, 200)]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:], comment=b"BI MAT", duration=70)
    kept = take(SimpleUploadedFile("a.gif", made.getvalue()), PICTURES).file.read()
    assert b"BI MAT" not in kept
    with Image.open(io.BytesIO(kept)) as drawn:
        assert (drawn.n_frames, drawn.info["duration"]) == (3, 70)


@pytest.fixture
def clamav(settings: Any) -> Iterator[None]:
    """As much of a ClamAV as the portal talks to: it finds whatever holds the word VIRUS."""
    server = socket.create_server(("127.0.0.1", 0))
    settings.PORTAL_CLAMAV = f"tcp://127.0.0.1:{server.getsockname()[1]}"

    def answer() -> None:
        while True:
            try:
                line, _whence = server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as told:
                if told.read(9) == b"zVERSION\0":
                    line.sendall(b"ClamAV 1.4.1/27000\0")
                    continue
                told.read(1)
                content = b""
                while length := struct.unpack("!L", told.read(4))[0]:
                    content += told.read(length)
                line.sendall(b"stream: Thu.Virus FOUND\0" if b"VIRUS" in content else b"stream: OK\0")

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(timeout=5)


def test_clamav_is_asked_when_it_is_configured(clamav):
    assert take(SimpleUploadedFile("a.txt", b"xin" * 60_000), DOCUMENTS).scan == Scan.CLEAN
    with pytest.raises(ValidationError):
        take(SimpleUploadedFile("a.txt", b"a" * 100_000 + b"VIRUS"), DOCUMENTS)
    assert scanning.state() == (True, scanning.state().sentence)
    assert "1.4.1" in scanning.state().sentence


def test_whether_files_are_scanned_is_said(settings):
    assert not scanning.state().is_well
    settings.PORTAL_CLAMAV = "unix:///khong/co.ctl"
    assert not scanning.state().is_well
    assert take(SimpleUploadedFile("a.txt", b"xin"), DOCUMENTS).scan == Scan.NONE


@pytest.mark.django_db
def test_every_door_of_the_administration_is_the_same_one(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    portal: Portal = a_portal()
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("hethong", password="x"))
    collection = portal.office.collection_id
    for address, hostile, told in (
        ("wagtailimages:add", ("a.png", SVG), {"title": "A", "collection": collection}),
        ("wagtaildocs:add", ("a.docx", HOSTILE["a DOCX with macros"][2]()), {"title": "A", "collection": collection}),
    ):
        _refused_once(client.post(reverse(address), {**told, "file": SimpleUploadedFile(*hostile)}))
    media = reverse("wagtailmedia:add", args=["video"])
    hostile_film = {"title": "A", "collection": collection, "duration": "1"}
    _refused_once(client.post(media, {**hostile_film, "file": SimpleUploadedFile("a.mp4", SVG)}))
    for address in ("wagtailimages:add_multiple", "wagtaildocs:add_multiple"):
        answer = client.post(
            reverse(address), {"files[]": SimpleUploadedFile("a.png", SVG), "title": "A", "collection": collection}
        )
        assert not answer.json()["success"]
    assert not PortalImage.objects.exists()
    assert not PortalDocument.objects.exists()
    assert not PortalMedia.objects.exists()


def _refused_once(answer: Any) -> None:
    """The form comes back with the one sentence about the file, and no second one about a file without an ending."""
    assert answer.status_code == 200
    (sentence,) = answer.context["form"].errors["file"]
    assert "“”" not in sentence


#: What stands before the ending of a file that is harmless itself.
TRICKS = (
    "../../../etc/passwd.",
    "a\\..\\b.",
    "%2e%2e%2fa.",
    "a\u202e.",
    "…/a.",
    "/etc/cron.d/a.",
    "C:\\a.",
    "a\0b.",
    ".htaccess.",
    "con.",
)


@pytest.mark.django_db
def test_no_name_of_a_file_leads_out_of_its_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client, collection = Client(), a_portal().office.collection_id
    client.force_login(get_user_model().objects.create_superuser("hethong", password="x"))
    doors: dict[str, tuple[type[Any], str, bytes]] = {
        reverse("wagtailimages:add"): (PortalImage, "png", picture("PNG", exif=_placed())),
        reverse("wagtaildocs:add"): (PortalDocument, "pdf", PDF),
        reverse("wagtailmedia:add", args=["video"]): (PortalMedia, "mp4", files.video_bytes()),
    }
    for address, (model, ending, content) in doors.items():
        for number, trick in enumerate(TRICKS):
            upload = SimpleUploadedFile(f"a.{ending}", content)
            upload._name = trick + ending
            told = {"title": f"A{number}", "collection": collection, "duration": "1", "file": upload}
            assert client.post(address, told).status_code in (200, 302), (address, trick)
        kept = [found.file for found in model.objects.all()]
        assert kept, model
        for file in kept:
            folder, _slash, name = file.name.rpartition("/")
            assert folder in {"original_images", "documents", "media"}, file.name
            assert name.endswith(f".{ending}"), name
            assert Path(file.path).parent == Path(file.storage.location) / folder
            assert not set(name) & set("\\\0\u202e%:"), name
    assert not any(b"eXIf" in kept.file.open().read() for kept in PortalImage.objects.all())


def _placed() -> Image.Exif:
    exif = Image.Exif()
    exif[IFD.GPSInfo] = PLACE
    return exif
