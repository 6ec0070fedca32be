"""Authors of an item with their shares, as content types keep them before the ledger does (LD-6.1a)."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Orderable

WHOLE = 100


class AuthorShare(Orderable):
    """An author and the share of the work in per cent; a content type adds the key to its item."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("account"),
    )
    name = models.CharField(gettext_lazy("name as printed"), max_length=200)
    share = models.PositiveSmallIntegerField(gettext_lazy("share in per cent"), default=100)

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = gettext_lazy("author")
        verbose_name_plural = gettext_lazy("authors")

    def __str__(self) -> str:
        return self.name


def why_not_whole(shares: Iterable[int | None]) -> str | None:
    """Why the shares of the authors cannot stand, as a sentence; None where they add up or nobody is named."""
    named = [share for share in shares if share is not None]
    if not named or sum(named) == WHOLE:
        return None
    return _("The authors' shares add up to %(sum)s per cent; change them so that they add up to 100.") % {
        "sum": sum(named)
    }
