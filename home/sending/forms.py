"""The short form: a news item with one photo, sent from one of the person's units (ND-10.3)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from home.models import ArticlePage, Origin, SectionPage
from home.sending import photos, plain_text, rules
from home.sending.news import DECLARATIONS, SOURCE, NewsForm
from units.approval.rules import ApprovalRules
from units.models import Unit

if TYPE_CHECKING:
    from accounts.models import User


class SendingForm(NewsForm):
    """A news item with one photo. ``item`` is the latest version of the one to mend, or None for a new one."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Unit"),
        empty_label=_("Choose the unit you write for"),
        error_messages={"required": _("Choose the unit you write for.")},
    )
    photo = forms.FileField(
        label=_("Photo, if you have one"), required=False, widget=forms.FileInput({"accept": "image/*"})
    )
    photo_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    drop_photo = forms.BooleanField(label=_("Send it without this photo"), required=False)
    photo_description = forms.CharField(
        label=_("What the photo shows"),
        required=False,
        max_length=250,
        help_text=_("For readers who cannot see it: who, where, doing what."),
    )
    key = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = (
        "unit",
        "title",
        "text",
        "section",
        "event_date",
        "photo",
        "photo_id",
        "drop_photo",
        "photo_description",
        "own_work",
        *SOURCE,
        "summary",
        *DECLARATIONS,
    )

    def __init__(self, *args: Any, user: User, item: Any = None, **kwargs: Any) -> None:
        self.user, self.item = user, item
        kwargs["initial"] = self._of(item) if item is not None else None
        super().__init__(*args, **kwargs)
        self.units = [item.unit] if item is not None else list(rules.units_to_send_from(user))
        self.photo_image = item.lead_image if item is not None else None
        self.origin_before = Origin(item.origin) if item is not None else Origin.OWN
        self.article_unit: Unit | None = self.units[0] if len(self.units) == 1 else None
        if self.article_unit is not None:
            del self.fields["unit"]
        else:
            self._choices("unit").queryset = Unit.objects.filter(pk__in=[unit.pk for unit in self.units])
        open_sections = {section for unit in self.units for section in self._sections(unit)}
        self._choices("section").queryset = SectionPage.objects.filter(pk__in=open_sections).order_by("path")

    def clean(self) -> dict[str, Any]:
        """Keep the photo whatever else is wrong, and on sending name every defect in one go."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.article_unit = cleaned.get("unit") or self.article_unit
        self._keep_photo(cleaned)
        self._refuse_closed_section(cleaned)
        self._refuse_overwriting(cleaned)
        if self.is_sending:
            self._require_all(cleaned)
        return cleaned

    @staticmethod
    def _of(item: Any) -> dict[str, Any]:
        text = plain_text.text_of(item.body) or ""
        return {
            "title": item.title,
            "text": text,
            "section": next(iter(item.sections.all()), None),
            "event_date": item.event_date,
            "photo_description": item.lead_image_alt,
            "own_work": item.origin == Origin.OWN,
            **{name: getattr(item, name) for name in SOURCE},
            "summary": "" if item.summary == plain_text.summary_of(text) else item.summary,
            "version": item.latest_revision_id,
        }

    def _sections(self, unit: Unit) -> set[int]:
        offered = SectionPage.objects.live().open_to(unit).covered_by(self.user, unit)
        return set(offered.values_list("pk", flat=True))

    def _keep_photo(self, cleaned: dict[str, Any]) -> None:
        upload, wanted = cleaned.get("photo"), cleaned.get("photo_id")
        if isinstance(upload, UploadedFile):
            unit = self.article_unit or self.units[0]
            try:
                self.photo_image = photos.keep(upload, self.user, unit, cleaned.get("title", ""))
            except ValidationError as refusal:
                self.add_error("photo", refusal)
        elif cleaned.get("drop_photo"):
            self.photo_image = None
        elif wanted and (self.photo_image is None or wanted != self.photo_image.pk):
            self.photo_image = photos.own(self.user, self.units).filter(pk=wanted).first()
            if self.photo_image is None:
                self.add_error("photo", _("This photo is no longer there; choose it again."))

    def _refuse_closed_section(self, cleaned: dict[str, Any]) -> None:
        section, unit = cleaned.get("section"), self.article_unit
        if section is not None and unit is not None and section.pk not in self._sections(unit):
            sentence = _("%(unit)s does not contribute to this section; choose another one.")
            self.add_error("section", sentence % {"unit": unit})

    def _refuse_overwriting(self, cleaned: dict[str, Any]) -> None:
        if self.item is not None and cleaned.get("version") != self.item.latest_revision_id:
            self.add_error(
                None,
                _(
                    "This item was changed elsewhere while you were writing. Copy what you typed, open the item again "
                    "and put in what is missing."
                ),
            )

    def _require_all(self, cleaned: dict[str, Any]) -> None:
        super()._require_all(cleaned)
        if self.article_unit is not None:
            # Who has to decide follows from what was typed, which is not in the tree yet.
            as_typed = ArticlePage(owner=self.user, unit=self.article_unit, **self.values())
            if (refusal := ApprovalRules.why_no_route(as_typed, self.article_unit, self.user)) is not None:
                self.add_error(None, refusal)
