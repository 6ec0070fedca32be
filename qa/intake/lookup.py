"""A code that somebody typed to see where something stands: read, counted, and every slip said in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from qa.intake import codes, guard
from units.guarding import MEND
from units.visitors import limits
from units.visitors.addresses import address_key

TOO_MANY = 429
#: Codes that one address may try in a window.
LOOKUPS = 60


@dataclass(frozen=True)
class Slip:
    """Why there is no code to look for, and the status of the answer."""

    sentence: str
    status: int


def read(request: HttpRequest) -> str | Slip:
    """The code in the POST of ``request``; a ``Slip`` where none can be read or too many were tried."""
    again = limits.take("lookup", address_key(request), LOOKUPS, guard.CONFIRM_WITHIN)
    if again is not None:
        return Slip(_("Many codes were tried from your address; try again later."), TOO_MANY)
    code = codes.read(request.POST.get("code", ""))
    if code is None:
        return Slip(_("A sign of this code is wrong; compare it with the one that you noted."), MEND)
    return code
