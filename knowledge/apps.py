"""Official documents, common situations, guidance, media, document exchange."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """Tells the rooms below what this one adds to them."""

    name = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self) -> None:
        """Add the fields of work to what presets hold, and situations to what is approved and counts."""
        from knowledge import presets, registrations  # noqa: F401
        from knowledge.public import presets as public_presets  # noqa: F401
        from knowledge.public import registrations as public_registrations  # noqa: F401
