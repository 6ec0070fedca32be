"""Images, documents, audio and video, each with its credit (ND-6.2h: media with origin)."""

from typing import Any, ClassVar

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtailmedia.models import AbstractMedia

from knowledge import titles
from search.vietnamese import symbol_key, tidy_symbol
from units import symbols


def private_storage() -> Storage:
    """Where document files lie: outside the folder that the web server hands out, so that each is asked for."""
    return storages["private"]


def unguessable(filename: str) -> str:
    """``filename`` behind sixteen random characters: nobody finds an image of a draft by its name."""
    return f"{get_random_string(16).lower()}-{filename}"


class Credited(models.Model):
    """Media that says whose it is."""

    credit = models.CharField(_("photographer or source"), max_length=200, blank=True)

    class Meta:
        abstract = True


class PortalImage(Credited, AbstractImage):
    """An image of a unit's collection or of the shared one."""

    admin_form_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self) -> str:
        return self.title

    def get_upload_to(self, filename: str) -> str:
        """A path that cannot be guessed; sizes of the image inherit it (ND-9.1)."""
        return str(super().get_upload_to(unguessable(filename)))


class PortalRendition(AbstractRendition):
    """A size of an image, made once."""

    image = models.ForeignKey(PortalImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_size")
        ]


class PortalDocument(Credited, AbstractDocument):
    """A file for readers, served by ``units.files`` once a public page refers to it."""

    file = models.FileField(upload_to="documents", storage=private_storage, verbose_name=_("file"))
    symbol = models.CharField(
        _("number and symbol"),
        max_length=100,
        blank=True,
        validators=[symbols.validate],
        help_text=_(
            "Of the issued document that this file is, such as 845-QĐ/ĐUK. Left empty, it is taken from a title that "
            "begins with it."
        ),
    )
    #: What every spelling of the symbol has in common.
    symbol_key = models.CharField(max_length=100, blank=True, editable=False, db_index=True)

    admin_form_fields: ClassVar[tuple[str, ...]] = ("title", "file", "symbol", "credit", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document file")
        verbose_name_plural = _("document files")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the symbol one way, and its key beside it."""
        self.symbol = tidy_symbol(self.symbol) or titles.symbol_of(self.title)
        self.symbol_key = symbol_key(self.symbol)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Judge the ending of the file; one that was refused is gone, and Wagtail would find fault with that too."""
        if self.file:
            super().clean()


def media_path(instance: "PortalMedia", filename: str) -> str:
    """The path of an uploaded film, which cannot be guessed either."""
    return f"media/{unguessable(filename)}"


class PortalMedia(Credited, AbstractMedia):
    """Audio or video played from our own server."""

    file = models.FileField(upload_to=media_path, verbose_name=_("file"))

    admin_form_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "file",
        "credit",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "tags",
    )

    class Meta:
        verbose_name = _("audio or video")
        verbose_name_plural = _("audio and video")

    def __str__(self) -> str:
        return self.title

    def clean(self, *args: Any, **kwargs: Any) -> None:
        """Judge the ending of the file, as with documents."""
        if self.file:
            super().clean(*args, **kwargs)
