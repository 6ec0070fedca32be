"""Authors of an item with their shares, as content types keep them before the ledger does (LD-6.1a)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable


class AuthorShare(Orderable):
    """An author and the share of the work in per cent; a content type adds the key to its item."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    name = models.CharField(_("name as printed"), max_length=200)
    share = models.PositiveSmallIntegerField(_("share in per cent"), default=100)

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name
