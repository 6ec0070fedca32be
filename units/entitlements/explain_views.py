"""The screen “What can this person do, and why”, for any person and any item, or none (LD-4.2b, ND-13.6a)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from units import rights
from units.entitlements import explaining
from units.entitlements.explaining import Subject
from units.entitlements.person_field import PersonField
from units.guarding import MEND
from units.people import StaffRequest

KEY = re.compile(r"(?:[a-z]+-)?[0-9]{1,18}")


class ExplainForm(forms.Form):
    """About whom, and about which item."""

    username = PersonField(
        label=gettext_lazy("User name"),
        help_text=gettext_lazy("The exact name the person signs in with."),
    )
    item = forms.CharField(
        label=gettext_lazy("Item or question"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "Copy the address of its page here, or write its number; “question-12” is question no. 12. Leave empty to "
            "ask in general."
        ),
    )

    def __init__(self, request: StaffRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        """Find the item, and refuse what the rules refuse; ``cleaned_data`` has it as ``subject``."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        person, reader = cleaned.get("username"), self.request.user
        if person is not None and (sentence := explaining.refusal(reader, person)) is not None:
            self.add_error("username", sentence)
        cleaned["subject"] = subject = self._subject(cleaned.get("item") or "")
        if cleaned.get("item") and subject is None:
            self.add_error("item", _("There is no such item; copy the address of its page here."))
        elif subject is not None and (sentence := explaining.refusal(reader, subject=subject)) is not None:
            self.add_error("item", sentence)
        return cleaned

    def _subject(self, typed: str) -> Subject | None:
        path = urlsplit(typed.strip()).path
        keys = [part for part in path.strip("/").split("/") if KEY.fullmatch(part)]
        if (key := page_key(path, self.request) or (keys[-1] if keys else "")) == "":
            return None
        return explaining.find(key, self.request.user)


def page_key(path: str, request: StaffRequest) -> str:
    """The key of the page that stands at the public address ``path``; empty where there is none."""
    site = Site.find_for_request(request)
    if site is None or not path.startswith("/") or path.strip("/").isdecimal():
        return ""
    url_path = f"{site.root_page.url_path.rstrip('/')}{path.rstrip('/')}/"
    found = Page.objects.filter(url_path=url_path).values_list("pk", flat=True).first()
    return "" if found is None else str(found)


@require_safe
def explain(request: StaffRequest) -> HttpResponse:
    """Answer each verb with yes or no and the reason. Raises ``PermissionDenied`` for whoever may ask nothing."""
    if (sentence := explaining.refusal(request.user)) is not None:
        raise PermissionDenied(sentence)
    form = ExplainForm(request, request.GET if "username" in request.GET else None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        person, subject = form.cleaned_data["username"], form.cleaned_data["subject"]
        # As before each page that the person opens: a right that ended at midnight is gone, whether they came or not.
        rights.sync(person)
        context |= {"person": person, "subject": subject, "roles": explaining.roles_of(person)}
        if subject is not None:
            context["tables"] = [(subject.title, subject.answers(person))]
        else:
            places = [None, *explaining.places_of(person, request.user)]
            context["tables"] = [
                (unit or _("The whole site"), explaining.capabilities(person, unit)) for unit in places
            ]
    status = MEND if form.is_bound and not form.is_valid() else 200
    return render(request, "entitlements/explain.html", context, status=status)
