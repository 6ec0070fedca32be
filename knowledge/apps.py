"""Official documents, common situations, guidance, media, document exchange."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """Tells the rooms below what this one adds to them."""

    name = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self) -> None:
        """Add fields of work and the library to what presets hold, and guidance to what is approved and counted."""
        from knowledge import presets  # noqa: F401
        from knowledge.demonstration import guidance
        from knowledge.guidance import registrations  # noqa: F401
        from units import demonstrating

        demonstrating.register("guidance", guidance.part)
