"""What stands around the text of a stored paper: issuer, number, signature and recipients."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from units.papers.paper import Letterhead, Signature

#: What a new paper takes over from the last one: who issues such papers changes rarely.
TAKEN_OVER = ("superior", "issuer", "place", "symbol", "authority", "position", "signer", "recipients")
ALL = ("number", *TAKEN_OVER)


class OnPaper(models.Model):
    """Something that leaves the portal as a paper in the Party's document form."""

    superior = models.CharField(_("body above"), max_length=200, blank=True)
    issuer = models.CharField(_("issuing body"), max_length=200)
    place = models.CharField(_("place"), max_length=100)
    number = models.CharField(_("number"), max_length=10, blank=True)
    symbol = models.CharField(_("symbol"), max_length=40, blank=True)
    authority = models.CharField(_("signed in the name of"), max_length=100, blank=True)
    position = models.CharField(_("position of the signer"), max_length=100, blank=True)
    signer = models.CharField(_("signer"), max_length=100, blank=True)
    recipients = models.TextField(_("recipients"), max_length=2000, blank=True)

    class Meta:
        abstract = True

    def letterhead(self, day: date) -> Letterhead:
        """The head of the paper, dated ``day``."""
        return Letterhead(self.superior, self.issuer, self.place, day, self.symbol, self.number)

    def signature(self) -> Signature | None:
        """Who signs; None where nothing was said of it."""
        signed = (self.authority, self.position, self.signer)
        return Signature(*signed) if any(signed) else None

    def recipient_lines(self) -> list[str]:
        """Who gets it, one a line as written."""
        return [line.strip() for line in self.recipients.splitlines() if line.strip()]


def last_facts(model: type[models.Model]) -> dict[str, Any]:
    """What stands around the newest paper of this kind, to begin the next one with; empty before the first."""
    return model._default_manager.order_by("-pk").values(*TAKEN_OVER).first() or {}
