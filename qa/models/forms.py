"""What a public form says and allows, as data that the office keeps (N-9)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicForm(models.Model):
    """A form that anybody may fill in: its purpose notice, its limits, how long what it brings is kept."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    notice = models.TextField(
        _("purpose notice"), help_text=_("What the data are for, who reads them, how long they are kept.")
    )
    consent = models.CharField(_("words of the consent"), max_length=500)
    window_minutes = models.PositiveSmallIntegerField(_("the limits hold for so many minutes"), default=60)
    posts_per_address = models.PositiveSmallIntegerField(_("attempts from one address"), default=40)
    stored_per_address = models.PositiveSmallIntegerField(
        _("taken from one address"), default=6, help_text=_("Half as many without proof of work.")
    )
    stored_per_form = models.PositiveSmallIntegerField(_("taken from everybody"), default=200)
    max_files = models.PositiveSmallIntegerField(_("files at most"), default=3)
    max_file_bytes = models.PositiveIntegerField(_("bytes of a file at most"), default=5_000_000)
    keeps_days = models.PositiveSmallIntegerField(_("days that what was sent is kept once it is closed"), default=730)
    keeps_identity_days = models.PositiveSmallIntegerField(
        _("days that name and address are kept once it is closed"), default=90
    )

    class Meta:
        verbose_name = _("public form")
        verbose_name_plural = _("public forms")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
