"""The short form: what a news item needs and nothing else, checked by the rules of the editor's form (ND-10.3)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from home import article_checks
from home.models import ArticlePage, Kind, Origin, SectionPage
from home.sending import photos, plain_text, rules
from units.approval.rules import ApprovalRules
from units.forms import Defect, OwnedPageForm
from units.models import Unit

if TYPE_CHECKING:
    from accounts.models import User

#: The fields of an article under the names they have in this form.
NAMES = {"body": "text", "sections": "section", "lead_image_alt": "photo_description"}
SOURCE = ("source_name", "source_url", "source_author", "source_date", "source_permission")
DECLARATIONS = ("declared_accurate", "declared_not_secret")
#: A textarea holds some forty pages; more than that is no news item.
TEXT_LENGTH = 100_000


def _like(name: str, **more: Any) -> Any:
    """The form field of an article's field: the same label and limits."""
    return ArticlePage._meta.get_field(name).formfield(required=False, **more)


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"])


class SendingForm(forms.Form):
    """A news item with one photo. ``item`` is the latest version of the one to mend, or None for a new one."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Unit"),
        empty_label=_("Choose the unit you write for"),
        error_messages={"required": _("Choose the unit you write for.")},
    )
    title = forms.CharField(label=_("Title"), max_length=255, error_messages={"required": _("Give the item a title.")})
    text = forms.CharField(
        label=_("Text of the item"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("An empty line begins a new paragraph."),
    )
    section = forms.ModelChoiceField(
        SectionPage.objects.none(), label=_("Section"), required=False, empty_label=_("Choose a section")
    )
    event_date = _day(_("Day of the event"))
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
    own_work = forms.BooleanField(label=_("I wrote it myself"), required=False, initial=True)
    source_name = _like("source_name")
    source_url = _like("source_url", assume_scheme="https")
    source_author = _like("source_author")
    source_date = _day(_("Date at the source"))
    source_permission = _like("source_permission")
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=plain_text.SUMMARY_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Leave it empty to take the first two sentences of the text."),
    )
    declared_accurate = OwnedPageForm.base_fields["declared_accurate"]
    declared_not_secret = OwnedPageForm.base_fields["declared_not_secret"]
    key = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, item: Any = None, **kwargs: Any) -> None:
        self.user, self.item = user, item
        kwargs["initial"] = self._of(item) if item is not None else None
        super().__init__(*args, **kwargs)
        self.units = [item.unit] if item is not None else list(rules.units_to_send_from(user))
        self.photo_image: Any = item.lead_image if item is not None else None
        self.article_unit: Unit | None = self.units[0] if len(self.units) == 1 else None
        if self.article_unit is not None:
            del self.fields["unit"]
        else:
            self._choices("unit").queryset = Unit.objects.filter(pk__in=[unit.pk for unit in self.units])
        open_sections = {section for unit in self.units for section in self._sections(unit)}
        self._choices("section").queryset = SectionPage.objects.filter(pk__in=open_sections).order_by("path")

    @property
    def is_sending(self) -> bool:
        """Whether the person pressed “send”; otherwise they save a draft, which may be unfinished."""
        return "send" in self.data

    @property
    def defects(self) -> list[Defect]:
        """Everything to mend, in the order of the form, each with the anchor of its field."""
        order = list(self.fields)
        found = sorted(self.errors.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else -1)
        return [
            Defect(str(message), str(self.fields[name].label) if name in order else "", self._anchor(name))
            for name, messages in found
            for message in messages
        ]

    def _anchor(self, name: str) -> str:
        return f"#{self[name].auto_id}" if name in self.fields else "#"

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

    def values(self) -> dict[str, Any]:
        """The article's fields as they follow from what was typed."""
        data = self.cleaned_data
        text = data.get("text", "")
        before = self.item.origin if self.item is not None else Origin.OWN
        foreign = before if before != Origin.OWN else Origin.COLLECTED
        own = bool(data.get("own_work"))
        block = ArticlePage._meta.get_field("body").stream_block
        html = plain_text.html_of(text)
        return {
            "title": data.get("title", ""),
            "kind": Kind.NEWS.value,
            "summary": data.get("summary") or plain_text.summary_of(text),
            "body": StreamValue(
                block, [("paragraph", block.child_blocks["paragraph"].to_python(html))] if html else []
            ),
            "sections": [data["section"]] if data.get("section") else [],
            "event_date": data.get("event_date"),
            "lead_image": self.photo_image,
            "lead_image_alt": data.get("photo_description", "") if self.photo_image else "",
            "origin": (Origin.OWN if own else foreign).value,
            **{name: ("" if name != "source_date" else None) if own else data.get(name) for name in SOURCE},
        }

    def _choices(self, name: str) -> forms.ModelChoiceField[Any]:
        return cast("forms.ModelChoiceField[Any]", self.fields[name])

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
        for field, sentence in article_checks.defects(self.values()):
            name = NAMES.get(field, field)
            if name not in self.errors:
                # The editor's sentence speaks of blocks, and this form has none.
                words = _("There is no text yet; write what happened.") if field == "body" else sentence
                self.add_error(name if name in self.fields else None, words)
        for name in DECLARATIONS:
            if not cleaned.get(name):
                self.add_error(name, _("Tick this declaration before you submit; without it the item stays a draft."))
        if self.article_unit is not None:
            # Who has to decide follows from what was typed, which is not in the tree yet.
            as_typed = ArticlePage(owner=self.user, unit=self.article_unit, **self.values())
            if (refusal := ApprovalRules.why_no_route(as_typed, self.article_unit, self.user)) is not None:
                self.add_error(None, refusal)
