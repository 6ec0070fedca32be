"""What somebody says when they take a measure: always the reason, and what the measure needs besides (ND-5.1)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search.vietnamese import normalise
from units.approval import actions
from units.approval.forms import ReasonForm
from units.approval.models import Withdrawal
from units.audience import visible_to

FOUND = 10
LONGEST_QUESTION = 200


class MeasureForm(ReasonForm):
    """The reason why ``item`` is held, released or whatever else."""

    def __init__(self, *args: Any, item: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item


class ReplacementField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A public page, shown with the unit whose page it stands below, or a snippet with its unit."""

    def label_from_instance(self, obj: Any) -> str:
        """The title and where it stands, since titles repeat."""
        where = obj.url_path.split("/", 2)[-1].strip("/") if isinstance(obj, Page) else obj.unit
        return f"{obj.title} – {where}"


class WithdrawForm(MeasureForm):
    """What the withdrawal means to readers, with the explanation or the item that this meaning needs."""

    meaning = forms.ChoiceField(
        label=gettext_lazy("What readers find at its address afterwards"),
        choices=Withdrawal.Meaning.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what readers find at the address.")},
    )
    explanation = forms.CharField(
        label=gettext_lazy("Explanation that readers see above the text, if it stays"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    words = forms.CharField(
        label=gettext_lazy("Words of the item that replaces it, if one does"),
        required=False,
        max_length=LONGEST_QUESTION,
    )
    replacement = ReplacementField(
        label=gettext_lazy("The item that replaces it"),
        queryset=Page.objects.none(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("This item is not public (any more); look for another.")},
    )
    field_order = ("meaning", "explanation", "words", "replacement", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen, words = self["replacement"].value(), str(self["words"].value() or "")
        offered = [*found(words, self.item), *([int(chosen)] if str(chosen or "").isdecimal() else [])]
        self.fields["replacement"].queryset = public_beside(self.item).filter(pk__in=offered)  # type: ignore[attr-defined]
        #: Whether somebody has looked for an item and there was none.
        self.found_nothing = bool(words.strip()) and not offered

    def clean(self) -> dict[str, Any]:
        """Ask for what the meaning needs."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        meaning = cleaned.get("meaning")
        if meaning == Withdrawal.Meaning.WITHDRAWN and not (cleaned.get("explanation") or "").strip():
            self.add_error("explanation", _("Write the explanation that readers will see above the text."))
        if (
            meaning == Withdrawal.Meaning.REPLACED
            and not cleaned.get("replacement")
            and "replacement" not in self.errors
        ):
            self.add_error("replacement", _("Look for the public item that replaces this one and choose it."))
        return cleaned


class EmergencyForm(MeasureForm):
    """The reason for an emergency publication, and which version is meant."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.item.latest_revision_id

    def clean(self) -> dict[str, Any]:
        """Refuse to publish a version that nobody has read: one saved since the screen was opened."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("version") != self.item.latest_revision_id:
            self.data = {**self.data, "version": self.item.latest_revision_id}
            raise forms.ValidationError(actions.CHANGED_MEANWHILE)
        return cleaned


class SignOffForm(MeasureForm):
    """A remark, if there is one."""

    reason = forms.CharField(
        label=gettext_lazy("Remark"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )


def public_beside(item: Any) -> Any:
    """Whatever everybody may read without ``item``: pages, or snippets of its type."""
    model = item.get_base_content_type().model_class()
    return visible_to(None).readable(model._default_manager.all()).exclude(pk=item.pk)


def found(words: str, item: Any) -> list[int]:
    """The keys of the public items that answer best to ``words``; none where nothing was asked."""
    question = " ".join(normalise(words[:LONGEST_QUESTION]).split())
    results = get_search_backend().search(question, public_beside(item)) if question else []
    return [each.pk for each in results[:FOUND]]
