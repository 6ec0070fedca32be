"""What this room adds to presets: the fields of work (ND-9.5, LD-3.7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext as _

from knowledge.models import FieldOfWork
from units.presets import Entries, Fault, Journal, Table, register
from units.presets.schema import Code, Refers


@dataclass(frozen=True)
class FieldEntry:
    """A field of work, after the field it is a part of."""

    code: Code
    name: str
    clause: str
    parent: Annotated[str, Refers("fields")] = ""


def lay_fields(entries: Sequence[FieldEntry], journal: Journal) -> None:
    """Fields of work in the order of the file."""
    for number, entry in enumerate(entries):
        parent = FieldOfWork.objects.get(code=entry.parent) if entry.parent else None
        field, made = FieldOfWork.objects.get_or_create(
            code=entry.code, defaults={"name": entry.name, "parent": parent, "order": number}
        )
        if made:
            journal.make(_("Field of work"), entry.name)
        journal.compare(
            _("Field of work"),
            entry.code,
            {
                _("name"): (field.name, entry.name),
                _("part of"): (field.parent.code if field.parent else "", entry.parent),
            },
        )


def check_fields(entries: Entries) -> Iterator[Fault]:
    """There are two levels."""
    below = {field.code for field in entries["fields"] if field.parent}
    for number, field in enumerate(entries["fields"]):
        if field.parent in below:
            yield Fault(("fields", number, "parent"), f"“{field.parent}”", _("a field without a parent"))


register(Table("fields", FieldEntry, lay_fields, order=90, check=check_fields))
