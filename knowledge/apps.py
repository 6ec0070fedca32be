"""Official documents, common situations, guidance, media, document exchange."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """Tells the rooms below what this one adds to them."""

    name = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self) -> None:
        """Tell what presets hold, what is approved and counted, and what a demonstration is built of."""
        from knowledge import guide_lines, presets, registrations  # noqa: F401
        from knowledge.demonstration import guidance, situations
        from knowledge.filetexts import registrations as of_files  # noqa: F401
        from knowledge.guidance import registrations as of_guidance  # noqa: F401
        from units import demonstrating

        demonstrating.register("situations", situations.part)
        demonstrating.register("guidance", guidance.part)
        from knowledge.public import presets as public_presets  # noqa: F401
        from knowledge.public import registrations as public_registrations  # noqa: F401
