"""What the room of knowledge keeps: media with their credit, and the fields of work that its content is filed by."""

from knowledge.models.fields import FieldOfWork
from knowledge.models.media import (
    PortalDocument,
    PortalImage,
    PortalMedia,
    PortalRendition,
    media_path,
    private_storage,
    unguessable,
)

__all__ = [
    "FieldOfWork",
    "PortalDocument",
    "PortalImage",
    "PortalMedia",
    "PortalRendition",
    "media_path",
    "private_storage",
    "unguessable",
]
