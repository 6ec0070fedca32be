"""What the room of knowledge keeps: media with their credit, fields of work, and the guidance that is filed by them."""

from knowledge.models.fields import FieldOfWork
from knowledge.models.guidance import BlankForm, GuidancePage, IssuingLevel
from knowledge.models.library import GuidanceIndexPage
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
    "BlankForm",
    "FieldOfWork",
    "GuidanceIndexPage",
    "GuidancePage",
    "IssuingLevel",
    "PortalDocument",
    "PortalImage",
    "PortalMedia",
    "PortalRendition",
    "media_path",
    "private_storage",
    "unguessable",
]
