"""The room's models."""

from home.models.articles import ArticleAuthor, ArticlePage, ArticleTag, Kind, Origin
from home.models.front import HomePage, StandardPage
from home.models.organisation import OrganisationSettings
from home.models.placement import Placement
from home.models.practice import PracticeItem
from home.models.sections import SectionLead, SectionPage

__all__ = [
    "ArticleAuthor",
    "ArticlePage",
    "ArticleTag",
    "HomePage",
    "Kind",
    "OrganisationSettings",
    "Origin",
    "Placement",
    "PracticeItem",
    "SectionLead",
    "SectionPage",
    "StandardPage",
]
