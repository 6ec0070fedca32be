"""The front door: home page, sections, articles, navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Tells the rooms below what this one adds to them."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """Register articles as contributions, as what a unit's page lists and as what readers find."""
        from home import guide_lines, presets, registrations  # noqa: F401
        from home.demonstration import directing, quotas
        from units import demonstrating

        demonstrating.register("quotas", quotas.part)
        demonstrating.register("directing", directing.part)
