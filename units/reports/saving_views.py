"""Saved reports: what goes to whom each period, begun and ended by its sender (LD-6.1c)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units.duties.spans import Every
from units.guarding import MEND, Guard
from units.people import StaffRequest
from units.reports import registry, rules
from units.reports.filters import PERIOD, Filters
from units.reports.models import SavedReport
from units.reports.report import Report

PER_PAGE = 20
open_to_readers = Guard(rules.refusal, "reports/frame/closed.html")


class SavingForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own takes none when it runs
    """A title, how often, and to whom; people who could not see the report are named and refused."""

    class Meta:
        model = SavedReport
        fields = ("title", "span", "recipients")
        widgets = {"recipients": forms.CheckboxSelectMultiple}
        labels = {"span": gettext_lazy("Sent after every"), "recipients": gettext_lazy("Send to")}

    def __init__(self, report: Report, sender: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        self.fields["recipients"].queryset = rules.may_be_sent(sender, report)  # type: ignore[attr-defined]

    def clean_recipients(self) -> Any:
        """Refuse people for whom the link would lead to a refusal."""
        chosen = self.cleaned_data["recipients"]
        blind = rules.blind(chosen, self.report)
        if blind:
            raise forms.ValidationError(
                _("These people may not see this report; take them off the list: %(names)s.")
                % {"names": ", ".join(str(each) for each in blind)}
            )
        return chosen


@require_safe
@open_to_readers
def index(request: StaffRequest) -> HttpResponseBase:
    """What the person sends."""
    page = Paginator(SavedReport.objects.of(request.user), PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "reports/frame/saved.html", {"page": page})


@require_http_methods(["GET", "POST"])
@open_to_readers
def save(request: StaffRequest, report_code: str) -> HttpResponseBase:
    """Save a report with the filters of the address. Raises ``Http404`` for no such report."""
    report = registry.named(report_code)
    if report is None:
        raise Http404(_("There is no such report."))
    reach = report.reach_of(request.user)
    if reach.is_empty:
        return open_to_readers.refused(request, str(report.refusal))
    filters = Filters(request.GET, reach, report.filters)
    if not filters.is_valid():
        return redirect("reports:table", report_code)
    selection = filters.selection()
    span = selection.span if selection.span in Every.values else Every.MONTH.value
    form = SavingForm(report, request.user, request.POST or None, initial={"title": report.title, "span": span})
    if form.is_bound and form.is_valid():
        form.instance.owner, form.instance.report = request.user, report_code
        asked = selection.parameters()
        form.instance.question = {name: value for name, value in asked.items() if name not in PERIOD}
        form.save()
        messages.success(request, _("The report goes out each time a period was closed."))
        return redirect("reports:saved")
    context = {"report": report, "form": form, "told": selection.described()[1:]}
    return render(request, "reports/frame/save.html", context, status=MEND if form.is_bound else 200)


@require_POST
@open_to_readers
def end(request: StaffRequest, saved_id: int) -> HttpResponseBase:
    """Send it no more. Raises ``Http404`` for one of somebody else."""
    saved = get_object_or_404(SavedReport.objects.of(request.user).standing(), pk=saved_id)
    saved.ended_at = timezone.now()
    saved.save(update_fields=["ended_at"])
    messages.success(request, _("“%(title)s” is sent no more.") % {"title": saved.title})
    return redirect("reports:saved")
