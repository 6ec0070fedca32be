"""What this room adds to presets: the fields of work (ND-9.5, LD-3.7) and the library of guidance (ND-6.2d)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext as _
from wagtail.models import Page

from knowledge.models import FieldOfWork, GuidanceIndexPage
from units.presets import Entries, Fault, Journal, Table, front_page, register
from units.presets.schema import Code, Refers


@dataclass(frozen=True)
class FieldEntry:
    """A field of work, after the field it is a part of."""

    code: Code
    name: str
    clause: str
    parent: Annotated[str, Refers("fields")] = ""


@dataclass(frozen=True)
class GuidanceEntry:
    """The library of guidance, which stands under a section of the menu or on its first level."""

    code: Code
    title: str
    clause: str
    intro: str = ""
    parent: Annotated[str, Refers("sections")] = ""
    in_menu: bool = True


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


def lay_guidance(entries: Sequence[GuidanceEntry], journal: Journal) -> None:
    """The library of guidance."""
    (entry,) = entries
    library = GuidanceIndexPage.objects.first()
    if library is None:
        library = GuidanceIndexPage(
            title=entry.title, slug=entry.code, intro=entry.intro, show_in_menus=entry.in_menu, live=True
        )
        above = Page.objects.get(pk=front_page().pk)
        # Sections belong to another room; each stands at an address made of its code.
        (above.get_descendants().get(slug=entry.parent) if entry.parent else above).add_child(instance=library)
        journal.make(_("Library of guidance"), entry.title)
    journal.compare(
        _("Library of guidance"),
        entry.code,
        {_("title"): (library.title, entry.title), _("introduction"): (library.intro, entry.intro)},
    )


def check_fields(entries: Entries) -> Iterator[Fault]:
    """There are two levels."""
    below = {field.code for field in entries["fields"] if field.parent}
    for number, field in enumerate(entries["fields"]):
        if field.parent in below:
            yield Fault(("fields", number, "parent"), f"“{field.parent}”", _("a field without a parent"))


register(Table("guidance", GuidanceEntry, lay_guidance, order=75, many=False))
register(Table("fields", FieldEntry, lay_fields, order=90, check=check_fields))
