"""What a reader reports as wrong: the item and the version that the page had shown, in the link that leads to the form.

The link is signed, so that nobody makes the portal name a version that it never showed; a page that is no item is
named by its address alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from wagtail.models import Revision

from units.approval import items

#: Long enough to tell apart what was altered, short enough for an address.
_signer = Signer(salt="qa.feedback.about", sep=".")
LONGEST_ADDRESS = 500


@dataclass(frozen=True)
class About:
    """The reported item with the version shown; or an address of the portal."""

    item: Any = None
    revision: Revision | None = None
    address: str = ""

    @property
    def title(self) -> str:
        """What readers call it; nothing of what is not public any more."""
        return str(self.item.title) if self.item is not None and self.item.live else ""

    def facts(self) -> dict[str, Any]:
        """The fields of a record."""
        if self.item is None:
            return {"about_address": self.address}
        shown = self.revision.as_object() if self.revision is not None else self.item
        return {
            "about_type": self.item.get_base_content_type(),
            "about_id": str(self.item.pk),
            "about_revision": self.revision,
            "about_title": str(shown.title)[:255],
            "about_address": self.item.get_url() or "",
        }


def link(shown: Any, path: str) -> str:
    """The address of the form for a page that shows ``shown``, or for the page at ``path`` where that is no item."""
    form = reverse("feedback_form:wrong")
    if getattr(shown, "live_revision_id", None) and items.is_owned(shown):
        return f"{form}?{urlencode({'ve': token(shown)})}"
    return f"{form}?{urlencode({'trang': path[:LONGEST_ADDRESS]})}"


def token(item: Any) -> str:
    """The item and its live version, signed."""
    return _signer.sign(f"{items.key_of(item)}:{item.live_revision_id}")


def read(given: str) -> About:
    """What a form holds: a token, or a path of the portal; nothing for anything else."""
    try:
        key, _colon, revision = _signer.unsign(given).partition(":")
    except BadSignature:
        is_ours = given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None)
        return About(address=given[:LONGEST_ADDRESS]) if is_ours else About()
    try:
        item = items.find(key)
    except Http404:
        return About()
    return About(item, Revision.objects.for_instance(item).filter(pk=int(revision)).first())
