"""Pictures are drawn anew: what is no picture stays behind, and where it was taken with it (ND-13.6d, N-9)."""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from PIL.Image import Image as Picture
from pillow_heif import register_heif_opener

register_heif_opener()

#: Ending: what Pillow calls the formats that it may turn out to be, and as what it is written.
FORMATS = {
    "jpg": (("JPEG", "MPO"), "JPEG"),
    "png": (("PNG",), "PNG"),
    "webp": (("WEBP",), "WEBP"),
    "gif": (("GIF",), "GIF"),
    "avif": (("AVIF",), "AVIF"),
    "heic": (("HEIF",), "JPEG"),
}
QUALITY = {"JPEG": {"quality": 92, "optimize": True}, "WEBP": {"quality": 90}, "AVIF": {"quality": 85}}
#: What a picture may tell besides its pixels: how its colours are meant, and how it moves.
KEPT = {"icc_profile", "transparency", "duration", "loop", "background", "disposal", "gamma"}


def made_anew(upload: UploadedFile[Any], ending: str, name: str) -> tuple[UploadedFile[Any], str]:
    """``upload`` drawn anew, upright and without metadata, and its ending: HEIC becomes JPEG, which everybody sees.

    Raises ``ValidationError`` for what cannot be drawn and for more pixels than ``WAGTAILIMAGES_MAX_IMAGE_PIXELS``.
    """
    known, written = FORMATS[ending]
    upload.seek(0)
    try:
        with Image.open(upload, formats=known) as picture:
            _refuse_endless(picture, name)
            content = _drawn(picture, written)
    except ValidationError:
        raise
    except Exception as failure:  # Decoders raise whatever they like on what was made to break them.
        sentence = _("“%(name)s” cannot be shown as a picture; save it anew and send it again.")
        raise ValidationError(sentence % {"name": name}) from failure
    ending = "jpg" if written == "JPEG" else ending
    stem = (upload.name or "").rpartition(".")[0] or "anh"
    kind = f"image/{written.lower()}"
    return InMemoryUploadedFile(content, None, f"{stem}.{ending}", kind, content.getbuffer().nbytes, None), ending


def _refuse_endless(picture: Picture, name: str) -> None:
    pixels = picture.width * picture.height * getattr(picture, "n_frames", 1)
    most: int = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if pixels > most:
        sentence = _("“%(name)s” has %(pixels)d million pixels, and %(most)d are the most; send a smaller copy.")
        raise ValidationError(sentence % {"name": name, "pixels": pixels // 1_000_000, "most": most // 1_000_000})


def _drawn(picture: Picture, written: str) -> io.BytesIO:
    content = io.BytesIO()
    options: dict[str, Any] = dict(QUALITY.get(written, {}))
    moves = getattr(picture, "n_frames", 1) > 1 and written in {"GIF", "WEBP", "PNG"}
    if moves:
        picture.info = {key: value for key, value in picture.info.items() if key in KEPT}
        picture.save(content, written, save_all=True, exif=b"", xmp=b"", comment=b"", **options)
        return _from_start(content)
    upright = ImageOps.exif_transpose(picture)
    upright.info = {key: value for key, value in upright.info.items() if key in KEPT}
    if written == "JPEG" and upright.mode not in {"L", "RGB", "CMYK"}:
        upright = upright.convert("RGB")
    upright.save(content, written, icc_profile=upright.info.get("icc_profile"), **options)
    return _from_start(content)


def _from_start(content: io.BytesIO) -> io.BytesIO:
    content.seek(0)
    return content
