"""Uploading again: readers see another file only through a page and its approval."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from units.files import shown_publicly


class KeepsPublicFile(forms.ModelForm[Any]):
    """Refuses another file for what a public page shows (ND-9.1, ND-10.4b)."""

    def clean_file(self) -> Any:
        """The file, if it is the one that was there or nobody sees it yet."""
        file = self.cleaned_data["file"]
        if self.instance.pk and "file" in self.changed_data and shown_publicly(self.instance):
            raise ValidationError(
                _(
                    "A public page shows this file, so it cannot be replaced here. Upload the new file by itself, put "
                    "it into the page and submit the page for approval."
                )
            )
        return file


class ImageForm(KeepsPublicFile, BaseImageForm):
    """Images."""


class DocumentForm(KeepsPublicFile, BaseDocumentForm):
    """Document files."""


class MediaForm(KeepsPublicFile, BaseMediaForm):
    """Audio and video."""
