"""The demonstration's guidance, written and approved by its people like everything else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page

from knowledge.models import BlankForm, FieldOfWork, GuidancePage, PortalDocument
from units import calendar
from units.demonstrating import Clock, Scene, Step, take_its_way
from units.models import Unit

HERE = Path(__file__).parent
FORMS = HERE / "forms"
#: Which unit of a preset each agency of the texts is.
AGENCIES = {
    "lam-dong": {"office": "vptu", "organisation": "btctu", "propaganda": "btgtu", "inspection": "ubkttu"},
    "nam-dinh": {"office": "vpduk", "organisation": "btcduk", "propaganda": "btgduk", "inspection": "ubktduk"},
}
#: The contributor of each of those units who writes.
WRITER = "{unit}.capnhat1"


def texts() -> list[dict[str, Any]]:
    """The entries of ``guidance.toml``, oldest first."""
    entries: list[dict[str, Any]] = tomllib.loads((HERE / "guidance.toml").read_text(encoding="utf-8"))["guidance"]
    return sorted(entries, key=lambda entry: -entry["days_ago"])


def part(scene: Scene) -> Iterator[Step]:
    """A step for each guidance, at its moment; nothing for a preset whose agencies are not known here."""
    agencies = AGENCIES.get(scene.preset, {})
    for number, entry in enumerate(texts() if agencies else []):
        moment = scene.moment(entry["days_ago"], number)
        yield Step(moment, entry["title"], partial(_issue, entry, scene, agencies[entry["agency"]]))


def _issue(entry: dict[str, Any], scene: Scene, code: str, clock: Clock) -> None:
    """Write a guidance as the unit ``code`` and have it approved."""
    unit = Unit.objects.select_related("collection").get(code=code)
    writer = scene.accounts[WRITER.format(unit=code)]
    page = _compose(entry)
    page.owner = writer
    page.forms = [_form(form, unit) for form in entry["forms"]]
    Page.objects.get(pk=unit.page_id).add_child(instance=page)
    page.save_revision(user=writer, log_action=True)
    take_its_way(page, writer, clock)


def _compose(entry: dict[str, Any]) -> GuidancePage:
    page = GuidancePage(
        title=entry["title"],
        live=False,
        summary=entry["summary"],
        field_of_work=FieldOfWork.objects.get(code=entry["field"]),
        audience=entry["audience"],
        steps=[_block(block) for block in entry["steps"]],
        basis_level=entry["level"],
        basis_symbol=entry.get("symbol", ""),
        basis_title=entry["basis"],
        in_force_from=calendar.today(),
        replaces=_named(entry["replaces"]) if "replaces" in entry else None,
    )
    if "see" in entry:
        seen = _named(entry["see"])
        link = f'<a linktype="page" id="{seen.pk}">{escape(seen.title)}</a>'
        page.steps.append(("paragraph", f"<p>Xem thêm: {link}.</p>"))
    return page


def _named(key: str) -> GuidancePage:
    """The guidance of the entry ``key``, which is older and so stands there already."""
    return GuidancePage.objects.get(title=next(text["title"] for text in texts() if text["key"] == key))


def _form(form: dict[str, Any], unit: Unit) -> BlankForm:
    content = ContentFile((FORMS / form["file"]).read_bytes(), name=form["file"])
    document = PortalDocument(title=form["title"], file=content, file_size=content.size, collection=unit.collection)
    document.save()
    return BlankForm(
        document=document,
        title=form["title"],
        symbol=form.get("symbol", ""),
        version=form["version"],
        dated=calendar.today() - timedelta(days=form["days_before"]),
    )


def _block(block: dict[str, Any]) -> tuple[str, Any]:
    match block:
        case {"step": title, "text": text}:
            return "step", {"title": title, "text": f"<p>{escape(text, quote=False)}</p>"}
        case {"note": text}:
            return "note", {"title": "", "text": f"<p>{escape(text, quote=False)}</p>"}
        case {"table": rows}:
            caption = {"table_caption": rows[0][0], "first_row_is_table_header": True, "first_col_is_header": False}
            return "table", {"data": rows, **caption}
    raise ValueError(f"a block of the guidance is neither step nor note nor table: {block}")
