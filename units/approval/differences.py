"""What a text says otherwise than an earlier version, field by field, readable without scripts (ND-10.2a)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.admin.compare import StreamBlockComparison, StreamFieldComparison

# Wagtail marks words by class alone; readers that speak and pages without colour need the elements.
MARKED = re.compile(r'<span class="(addition|deletion)">([^<]*)</span>')
ELEMENTS = {"addition": "ins", "deletion": "del"}


@dataclass(frozen=True)
class Change:
    """One field that differs: its label and the places in it, each with what was taken away and what was added."""

    label: str
    places: list[SafeString]


def between(request: HttpRequest, before: Any, after: Any) -> list[Change]:
    """The fields in which ``after`` differs from ``before``, two versions of one item, in the order of its form."""
    panel = after.get_edit_handler().get_bound_panel(instance=after, request=request, form=None)
    compared = [compare(before, after) for compare in panel.get_comparison()]
    return [Change(str(field.field_label()), list(_places(field))) for field in compared if field.has_changed()]


def _places(field: Any) -> Iterator[SafeString]:
    if field.is_child_relation:
        for row in field.get_child_comparisons():
            if row.is_addition() or row.is_deletion() or row.has_changed():
                yield _whole("addition" if row.is_addition() else "deletion" if row.is_deletion() else "", _row(row))
    elif isinstance(field, StreamFieldComparison) and field.has_block_ids(field.val_a):
        yield from _blocks(field)
    else:
        yield _marked(field.htmldiff())


def _blocks(field: StreamFieldComparison) -> Iterator[SafeString]:
    """The blocks that differ; a long text is not repeated for the sake of one comma."""
    stream = StreamBlockComparison(field.field.stream_block, True, True, field.val_a, field.val_b)
    blocks = stream.get_block_comparisons()
    for block in blocks:
        if block.is_new():
            yield _whole("addition", block.htmlvalue(block.val_b))
        elif block.is_deleted():
            yield _whole("deletion", block.htmlvalue(block.val_a))
        elif block.has_changed():
            yield _marked(block.htmldiff())
    if not any(block.is_new() or block.is_deleted() or block.has_changed() for block in blocks):
        yield SafeString(_("The order has changed."))


def _row(row: Any) -> SafeString:
    fields = [(field.field_label(), _marked(field.htmldiff())) for field in row.get_field_comparisons()]
    return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", fields))


def _whole(kind: str, text: str) -> SafeString:
    if not kind:
        return SafeString(text)
    if kind == "addition":
        return format_html("<strong>{}</strong> <ins>{}</ins>", _("Added:"), text)
    return format_html("<strong>{}</strong> <del>{}</del>", _("Taken out:"), text)


def _marked(html: str) -> SafeString:
    """Wagtail's comparison with ``ins`` and ``del``; what stands between its tags is escaped, so it holds no others."""
    # An empty choice is told by a lazy word.
    return mark_safe(MARKED.sub(lambda found: "<{0}>{1}</{0}>".format(ELEMENTS[found[1]], found[2]), str(html)))  # noqa: S308
