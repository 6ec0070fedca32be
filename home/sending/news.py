"""What a news item needs and nothing else, checked by the rules of the editor's form (ND-10.3)."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from home import article_checks
from home.models import ArticlePage, Kind, Origin, SectionPage
from home.sending import plain_text
from units.forms import Defect, OwnedPageForm

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


class NewsForm(forms.Form):
    """A news item without a photo; drafts may be unfinished, on sending every defect is named in one go."""

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
    #: The lead image, where a form takes one.
    photo_image: Any = None
    #: Whose work the item was before, for one that is mended.
    origin_before: Origin = Origin.OWN

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

    def values(self) -> dict[str, Any]:
        """The article's fields as they follow from what was typed."""
        data = self.cleaned_data
        text = data.get("text", "")
        foreign = self.origin_before if self.origin_before != Origin.OWN else Origin.COLLECTED
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
