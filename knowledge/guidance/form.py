"""The form of a guidance page: fields of work in use, and the checks before submission."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from units.forms import OwnedPageForm

Found = Iterator[tuple[str, str]]


class GuidancePageForm(OwnedPageForm):
    """Asks of a guidance what readers need before they rely on it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "field_of_work" in self.fields:
            from knowledge.models import FieldOfWork

            still = Q(pk__in=FieldOfWork.objects.open().order_by().values("pk")) | Q(pk=self.instance.field_of_work_id)
            self.fields["field_of_work"].queryset = FieldOfWork.objects.filter(still).in_order()

    def clean(self) -> dict[str, Any]:
        """Name every defect in one go; those that only a submission has, on submission (ND-10.3)."""
        cleaned = super().clean()
        for field, sentence in _dates(cleaned):
            self.add_error(field, sentence)
        if self.is_submitting:
            for field, sentence in (*_missing(cleaned), *_replaced_already(self.instance, cleaned)):
                self.add_error(field if field in self.fields else None, sentence)
        return cleaned


def _dates(data: dict[str, Any]) -> Found:
    begins, ends = data.get("in_force_from"), data.get("in_force_until")
    if begins and ends and ends < begins:
        yield "in_force_until", _("The last day lies before the first; correct one of the two.")


def _missing(data: dict[str, Any]) -> Found:
    needed = {
        "field_of_work": _("Choose the field of work under which readers look for it."),
        "audience": _("Say who it is for, for example “Chi ủy, chi bộ cơ sở”."),
        "in_force_from": _("Give the day from which it holds."),
        "basis_title": _("Name the document that the guidance rests on."),
    }
    for field, sentence in needed.items():
        if not data.get(field):
            yield field, sentence
    if not any(block.block_type == "step" for block in data.get("steps") or ()):
        yield "steps", _("Describe at least one step.")


def _replaced_already(page: Any, data: dict[str, Any]) -> Found:
    old = data.get("replaces")
    if old is None:
        return
    other = type(page).objects.live().filter(replaces=old).exclude(pk=page.pk).first()
    if other is not None:
        yield (
            "replaces",
            _("“%(other)s” has replaced this guidance already. Choose that one if yours is to take its place.")
            % {"other": other.title},
        )
