"""Images, film and document of a demonstration, drawn once and kept in the shared collection."""

from __future__ import annotations

import zlib
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtailmedia.models import get_media_model

from home.demonstration import files, pictures
from home.demonstration.corpus import Picture
from units.provisioning import SHARED_COLLECTION

#: How many different drawings of a theme there are: enough for variety, few enough for a quick start.
VARIANTS = 2


class Gallery:
    """Makes each drawing once and hands it out again."""

    def __init__(self) -> None:
        self._shared = Collection.objects.get(name=SHARED_COLLECTION)
        self._images: dict[tuple[str, int], Any] = {}

    def image(self, picture: Picture, title: str) -> Any:
        """The drawing for ``picture``; ``title`` chooses among the variants of its theme."""
        seed = zlib.crc32(title.encode()) % VARIANTS
        key = (picture.theme, seed)
        if key not in self._images:
            name = f"{picture.theme}-{seed}.jpg"
            self._images[key] = get_image_model().objects.create(
                title=f"Minh họa: {pictures.NAMES[picture.theme]} {seed + 1}",
                file=ContentFile(pictures.draw(picture.theme, seed), name=name),
                credit=picture.credit,
                collection=self._shared,
            )
        return self._images[key]

    def emblem(self) -> Any:
        """The neutral emblem of the demonstration."""
        return get_image_model().objects.create(
            title="Biểu trưng trình diễn",
            file=ContentFile(pictures.draw_emblem(), name="bieu-trung.png"),
            collection=self._shared,
        )

    def film(self, title: str) -> Any:
        """A film of our own server with its still picture."""
        return get_media_model().objects.create(
            title=title,
            type="video",
            duration=files.VIDEO_SECONDS,
            width=files.VIDEO_SIZE[0],
            height=files.VIDEO_SIZE[1],
            file=ContentFile(files.video_bytes(), name=files.VIDEO_NAME),
            thumbnail=ContentFile(files.poster_bytes(), name="poster.jpg"),
            collection=self._shared,
        )

    def form(self) -> Any:
        """A sample document to download."""
        return get_document_model().objects.create(
            title="Mẫu báo cáo kết quả thực hiện nhiệm vụ",
            file=ContentFile(files.document_bytes(), name=files.DOCUMENT_NAME),
            collection=self._shared,
        )
