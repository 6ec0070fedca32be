"""The sizes of images the public site shows; made when an item goes public, fetched together when it is read."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.images.models import AbstractImage

CARD = ("fill-400x267", "fill-800x534")
LEAD = ("fill-640x360", "fill-1280x720")
BODY = ("width-480", "width-960", "width-1440")
EMBLEM = "max-160x160|format-webp"
FORMATS = ("format-webp", "format-jpeg")


def specs(*sizes: str) -> list[str]:
    """The rendition filters of ``sizes`` in every format."""
    return [f"{size}|{form}" for form in FORMATS for size in sizes]


def in_body(body: Any) -> list[AbstractImage]:
    """The images inside a body, galleries included."""
    found = []
    for block in body or []:
        if block.block_type == "image":
            found.append(block.value["image"])
        elif block.block_type == "gallery":
            found += [picture["image"] for picture in block.value]
    return [image for image in found if image is not None]


def prefetch_images(article: Any) -> None:
    """Fetch the renditions of the lead image and of every image of the body in one query."""
    images = [image for image in (article.lead_image, *in_body(article.body)) if image is not None]
    if images:
        prefetch_related_objects(images, "renditions")


def make_emblem(settings: Any) -> None:
    """Make the size in which every page shows the emblem."""
    if settings.emblem is not None:
        settings.emblem.get_rendition(EMBLEM)


def make_renditions(article: Any) -> None:
    """Make every size a reader may ask for, so that no reader waits for it."""
    if article.lead_image:
        article.lead_image.get_renditions(*specs(*CARD, *LEAD, *BODY))
    for image in in_body(article.body):
        image.get_renditions(*specs(*BODY))
