"""Uploading: every file passes the one door, and readers see another file only through a page and its approval."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from knowledge.models import FileText
from units.files import shown_publicly
from units.uploads import Wanted, take


class KeepsPublicFile(forms.ModelForm[Any]):
    """Checks a new file at the door, and refuses another one for what a public page shows (ND-9.1, ND-10.4b)."""

    endings: ClassVar[Collection[str]]
    most_bytes: ClassVar[int]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)

    def clean_file(self) -> Any:
        """The file that was there, or the new one as the door gives it back."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        if self.instance.pk and shown_publicly(self.instance):
            raise ValidationError(
                _(
                    "A public page shows this file, so it cannot be replaced here. Upload the new file by itself, put "
                    "it into the page and submit the page for approval."
                )
            )
        return self.taken(file, self.endings)

    def taken(self, file: Any, endings: Collection[str]) -> Any:
        """What the door lets in of ``file``. Raises ``ValidationError`` with its sentence."""
        kinds = ", ".join(ending.upper() for ending in endings)
        wanted = Wanted(endings, _("a file of these kinds: %(kinds)s") % {"kinds": kinds}, self.most_bytes)
        return take(file, wanted, by=self.user).file


class ImageForm(KeepsPublicFile, BaseImageForm):
    """Images, drawn anew without what a camera notes in them."""

    endings = settings.WAGTAILIMAGES_EXTENSIONS
    most_bytes = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE


class DocumentForm(KeepsPublicFile, BaseDocumentForm):
    """Document files."""

    endings = settings.WAGTAILDOCS_EXTENSIONS
    most_bytes = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = FileText.objects.filter(document=self.instance.pk).first() if self.instance.pk else None
        if text is not None and "file" in self.fields:
            state = _("Search: %(state)s.") % {"state": text.get_state_display()}
            self.fields["file"].help_text = f"{state} {text.advice}".strip()


class MediaForm(KeepsPublicFile, BaseMediaForm):
    """Audio and video, with a picture to show before it plays."""

    endings = (*settings.WAGTAILMEDIA["VIDEO_EXTENSIONS"], *settings.WAGTAILMEDIA["AUDIO_EXTENSIONS"])
    most_bytes = settings.PORTAL_MEDIA_MAX_UPLOAD_SIZE

    def clean_thumbnail(self) -> Any:
        """The picture as the door gives it back."""
        picture = self.cleaned_data.get("thumbnail")
        if not picture or "thumbnail" not in self.changed_data:
            return picture
        return self.taken(picture, settings.WAGTAILIMAGES_EXTENSIONS)
