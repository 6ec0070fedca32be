"""The form behind every owned item: checks before submission, declarations, and nobody's work lost in silence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks.base import BlockField
from wagtail.models import Revision

#: Stands for a choice that cannot exist, so that the field says so.
NO_SUCH_CHOICE = "0"
SUBMITTING = ("action-submit", "action-restart-workflow")


@dataclass(frozen=True)
class Defect:
    """Something to mend before submission, and the anchor of the field that needs it."""

    message: str
    label: str
    anchor: str


class OwnedItemForm(WagtailAdminModelForm):
    """Adds to Wagtail's form of a page or a snippet what the regulations ask of whoever submits."""

    declared_accurate = forms.BooleanField(
        label=_("I answer for the accuracy of this item and its sources."),
        required=False,
    )
    declared_not_secret = forms.BooleanField(
        label=_("This item holds no secret information, document or material and nothing that may not be published."),
        required=False,
    )

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # The hour stands in the form itself; Wagtail would show the button of a dialog that is not there, and answers
        # before any base class, so this is said to every class that it makes.
        cls.show_schedule_publishing_toggle = False

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        from units.approval import corrections
        from units.keytasks import tying

        super().__init__(data, *args, **kwargs)
        corrections.prepare(self)
        tying.offer(self)
        if data is not None:
            rows = [form for formset in self.formsets.values() if formset.is_bound for form in formset.forms]
            self.data: Any = self._without_impossible_choices(data, [self, *rows])
            for form in rows:
                form.data = self.data

    @staticmethod
    def _without_impossible_choices(data: Any, bound: Iterable[forms.BaseForm]) -> Any:
        # Wagtail's choosers look up whatever was posted when they show it again, and fail on what is no number at all.
        choosers = [
            form.add_prefix(name)
            for form in bound
            for name, field in form.fields.items()
            if isinstance(field.widget, BaseChooser)
        ]
        wrong = [name for name in choosers if data.get(name) and not str(data[name]).isdecimal()]
        data = data.copy()
        for name in wrong:
            data[name] = NO_SUCH_CHOICE
        return data

    @property
    def is_submitting(self) -> bool:
        """Whether the person pressed the button that sends the item to its approvers."""
        return any(self.data.get(name) for name in SUBMITTING)

    @property
    def meets_newer_version(self) -> bool:
        """Whether somebody else has saved a version since this form was opened."""
        return self.has_error(NON_FIELD_ERRORS, "newer_version")

    @property
    def defects(self) -> list[Defect]:
        """Everything that is wrong with the form, field by field, blocks and inline forms included."""
        found = [
            Defect(str(message), str(self.fields[name].label or "") if name in self.fields else "", self._anchor(name))
            for name, messages in self.errors.items()
            for message in messages
        ]
        for formset in self.formsets.values():
            found += [Defect(str(message), "", f"#id_{formset.prefix}-FORMS") for message in formset.non_form_errors()]
            for form in formset.forms:
                for field, messages in form.errors.items():
                    label = str(form.fields[field].label or "") if field in form.fields else ""
                    found += [Defect(str(message), label, f"#id_{form.prefix}-{field}") for message in messages]
        return found

    def _anchor(self, name: str) -> str:
        if name not in self.fields:
            return "#"
        # A stream's blocks stand in an element of another name than a field's.
        is_stream = isinstance(self.fields[name], BlockField)
        return f"#{self.add_prefix(name)}-root" if is_stream else f"#id_{self.add_prefix(name)}"

    def clean(self) -> dict[str, Any]:
        """Refuse to overwrite a newer version, and on submission name every defect in one go (ND-10.3)."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._refuse_overwriting()
        self._refuse_foreign(cleaned)
        if self.is_submitting:
            self._require_declarations(cleaned)
            self._require_approvers()
        return cleaned

    def _refuse_overwriting(self) -> None:
        latest = self.instance.latest_revision
        loaded = self.data.get("overwrite_revision_id") or self.data.get("loaded_revision_id")
        if latest is None or not loaded or (loaded == str(latest.pk) and not self._was_rewritten(latest)):
            return
        raise ValidationError(
            _(
                "%(person)s saved a newer version at %(time)s while you were writing. What you typed is still here: "
                "compare it with the history of this page, then press save again if yours is to replace it."
            ),
            params={
                "person": latest.user or _("Somebody else"),
                "time": f"{timezone.localtime(latest.created_at):%H:%M %d/%m/%Y}",
            },
            code="newer_version",
        )

    def _refuse_foreign(self, cleaned: dict[str, Any]) -> None:
        """Raise ``PermissionDenied`` for a draft or file of another unit: no chooser offers one (ND-13.6a)."""
        from units.choosing import foreign_references

        # A body with a defect has no clean value, but is shown again with all that was chosen in it.
        bodies = {name: self[name].data for name, field in self.fields.items() if isinstance(field, BlockField)}
        chosen = [(self.instance, {**cleaned, **bodies})]
        for formset in self.formsets.values():
            # A row with a defect is shown again with what was chosen in it, so its other fields are asked about too.
            formset.is_valid()
            chosen += [(form.instance, getattr(form, "cleaned_data", {})) for form in formset.forms]
        if self.for_user is not None and any(foreign_references(self.for_user, *one) for one in chosen):
            raise PermissionDenied(_("What you chose belongs to another unit and is not shared."))

    def _was_rewritten(self, latest: Revision) -> bool:
        """Whether somebody's autosave has written into the version that this form was opened with."""
        opened = self.data.get("loaded_revision_created_at")
        autosaved = self.data.get("overwrite_revision_id")
        return bool(opened and not autosaved and opened != latest.created_at.isoformat())

    def _require_declarations(self, cleaned: dict[str, Any]) -> None:
        """The declarations of LD-1.2c and ND-7.3, made anew at each submission."""
        for name in ("declared_accurate", "declared_not_secret"):
            if not cleaned.get(name):
                self.add_error(name, _("Tick this declaration before you submit; without it the item stays a draft."))

    def _require_approvers(self) -> None:
        from units.approval import holding
        from units.approval.rules import ApprovalRules
        from units.scoping import unit_of

        item = self.submitted
        sentence = ApprovalRules.why_no_route(item, unit_of(item), self.for_user) or holding.refusal(item)
        if sentence is not None:
            self.add_error(None, sentence)

    @property
    def submitted(self) -> Any:
        """What is submitted or, before a page is saved, the page below which it will stand."""
        return self.instance


class OwnedPageForm(OwnedItemForm, WagtailAdminPageForm):
    """The form of a unit's page."""

    @property
    def submitted(self) -> Any:
        """The page or, before it is saved, its parent."""
        return self.instance if self.instance.pk else self.parent_page
