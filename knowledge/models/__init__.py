"""What the room of knowledge keeps: media with their credit, fields of work, situations and guidance filed by them."""

from knowledge.models.fields import FieldOfWork
from knowledge.models.filetexts import FilePart, FileText
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
from knowledge.models.situation_index import SituationIndexPage
from knowledge.models.situation_parts import LegalBasis, RelatedSituation, SituationAuthor, UsedForm
from knowledge.models.situations import Situation, SituationTag

__all__ = [
    "BlankForm",
    "FieldOfWork",
    "FilePart",
    "FileText",
    "GuidanceIndexPage",
    "GuidancePage",
    "IssuingLevel",
    "LegalBasis",
    "PortalDocument",
    "PortalImage",
    "PortalMedia",
    "PortalRendition",
    "RelatedSituation",
    "Situation",
    "SituationAuthor",
    "SituationIndexPage",
    "SituationTag",
    "UsedForm",
    "media_path",
    "private_storage",
    "unguessable",
]
