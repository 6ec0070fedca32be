"""Acts and screens that a rule opens: whoever it refuses reads its sentence instead (LD-4.2b, ND-13.6a)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from units.people import StaffRequest

if TYPE_CHECKING:
    from accounts.models import User

View = Callable[..., HttpResponseBase]
#: The status of a form that comes back to be mended.
MEND = 422


def demand(refusal: str | None) -> None:
    """Let an act go on where a rule has no objection. Raises ``PermissionDenied`` with its sentence where it has."""
    if refusal is not None:
        raise PermissionDenied(refusal)


class Guard:
    """A rule and the template that says why not; decorates the views which the rule opens.

    ``refusal`` gives the sentence for a person, or None where they may come in.
    """

    def __init__(self, refusal: Callable[[User], str | None], template: str) -> None:
        self.refusal = refusal
        self.template = template

    def __call__(self, view: View) -> View:
        """Open ``view`` to whom the rule admits."""

        @wraps(view)
        def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            sentence = self.refusal(request.user)
            return view(request, *args, **kwargs) if sentence is None else self.refused(request, sentence)

        return guarded

    def refused(self, request: StaffRequest, sentence: str) -> HttpResponse:
        """Why the person may not do what they asked for."""
        return render(request, self.template, {"refusal": sentence}, status=403)
