"""What the tests of issued documents share: the screens, a sheet to send, a document entered."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from tests.units._house import House
from units.issued import keeping, reading
from units.issued.keeping import Entry
from units.models import IssuedDocument, Unit

INDEX, ADD, SHEET = (reverse(f"issued:{name}") for name in ("index", "add", "take_sheet"))
DAY = date(2026, 10, 5)
GOOD = ("845-QĐ/ĐUK", DAY, "Về quy chế làm việc", "vptu", "có", None)


def xlsx(*rows: tuple[Any, ...], drafters: bool = False) -> bytes:
    book, target = Workbook(), io.BytesIO()
    headings = (*reading.headings(), *(reading.further() if drafters else ()))
    for row in [("Văn bản đã ban hành",), headings, *rows]:
        book.active.append(row)
    book.save(target)
    return target.getvalue()


def send(house: House, content: bytes, who: str = "office") -> Any:
    return house.client(who).post(SHEET, {"file": SimpleUploadedFile("van-ban.xlsx", content)})


def entered(house: House, unit: Unit, symbol: str = "845-QĐ/ĐUK", on: date = DAY, **facts: Any) -> IssuedDocument:
    given = {"extract": "Về quy chế làm việc", "to_publish": True, **facts}
    (made,) = keeping.enter([Entry(unit, symbol, on, **given)], house.office)
    return IssuedDocument.objects.get(pk=made.pk)
