"""Official documents, common situations, guidance, media, document exchange."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """The room of knowledge; it begins with the media that all content uses."""

    name = "knowledge"
    verbose_name = _("Knowledge")
