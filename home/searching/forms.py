"""Forms about the search: what is wrong is said in a sentence, and what was typed stays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from home.searching.tables import TABLES
from search import sources
from search.log.models import LEAST_DAYS, MOST_DAYS, Keeping
from units import calendar
from units.audience import visible_to
from units.calendar import Period
from units.contributions.periods import FIRST_YEAR, LAST_YEAR, day_text
from units.scoping import owned_snippets

_DAY = gettext_lazy("Enter a day as dd/mm/yyyy, for example 15/10/2026.")
_YEAR = gettext_lazy("Enter a year from 2000 to 2100, for example 2026.")


def pinnable() -> dict[str, Any]:
    """By the names of their fields, the snippets of units that the search finds and that may stand first."""
    return {str(model._meta.model_name): model for model in owned_snippets() if sources.source_of(model)}


class MadeForm(WagtailAdminModelForm):
    """Whoever enters something has made it; who changes it later stands in its history."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.made_by = self.for_user


class PinForm(MadeForm):
    """A result to show first: a page, or a snippet of a unit. It has to be public: a pin opens nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in pinnable().items():
            self.fields[name] = forms.ModelChoiceField(
                model._default_manager.filter(live=True),
                required=False,
                label=capfirst(model._meta.verbose_name),
                initial=self.instance.snippet_id if isinstance(self.instance.snippet, model) else None,
                widget=model.snippet_viewset.chooser_viewset.widget_class,
            )

    def clean_page(self) -> Page | None:
        """Refuse a page that not everybody may read."""
        page: Page | None = self.cleaned_data["page"]
        if page is not None and not visible_to(None).readable(Page.objects.filter(pk=page.pk)).exists():
            raise forms.ValidationError(
                _("Readers cannot open this page at present, so it cannot be pinned; choose a public one.")
            )
        return page

    def clean(self) -> dict[str, Any]:
        """Give the pin the snippet that was chosen. Refuses two of different kinds."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [cleaned[name] for name in pinnable() if cleaned.get(name)]
        if len(chosen) > 1:
            raise forms.ValidationError(_("Choose one item to show first: a page, or one of another kind."))
        self.instance.snippet = chosen[0] if chosen else None
        return cleaned


class LogForm(forms.Form):
    """Which table of the log, and from which day to which; this month's where nothing is asked."""

    what = forms.ChoiceField(
        choices=[(name, table.title) for name, table in TABLES.items()],
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the tables below.")},
    )
    first = forms.DateField(
        label=gettext_lazy("First day"), widget=AdminDateInput, error_messages={"required": _DAY, "invalid": _DAY}
    )
    last = forms.DateField(
        label=gettext_lazy("Last day"), widget=AdminDateInput, error_messages={"required": _DAY, "invalid": _DAY}
    )

    def __init__(self, asked: QueryDict) -> None:
        today = calendar.today()
        month = calendar.month(today.year, today.month)
        data = asked.copy()
        for name, value in {
            "what": next(iter(TABLES)),
            "first": day_text(month.first),
            "last": day_text(month.last),
        }.items():
            data.setdefault(name, value)
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        """Refuse days that run backwards or lie outside of every calendar."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        for name, day in (("first", first), ("last", last)):
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                self.add_error(name, _YEAR)
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first; correct one of the two."))
        return cleaned

    def period(self) -> Period:
        """The days asked for; only of a valid form."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


class KeepingForm(forms.ModelForm[Keeping]):
    """For how many days the log is kept."""

    class Meta:
        model = Keeping
        fields = ("days",)
        help_texts = {
            "days": gettext_lazy("From %(least)d to %(most)d days. What is older is erased during the next night.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = {"least": LEAST_DAYS, "most": MOST_DAYS}
        days = self.fields["days"]
        days.help_text = str(days.help_text) % limits
        wrong = _("Enter a number of days from %(least)d to %(most)d, for example 365.") % limits
        days.error_messages |= dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
