"""Running the portal: from where it is open, what endangers it, demonstration, catalogues, measuring."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """The operations app, found on ``sys.path`` through ``site/``."""

    name = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        """Connect receivers, tell what presets hold of networks and what the screens are for."""
        from operations import guide_lines, receivers  # noqa: F401
        from operations.networks import presets  # noqa: F401
        from operations.signals import kinds
        from units.record import speaking

        speaking.register("event", kinds.label_of)
        speaking.register("facts", kinds.facts_in_words)
