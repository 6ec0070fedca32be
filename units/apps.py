"""The register of units, who works in them, the boundary between them, approval and contributions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    """Connects the receivers that keep provisioning, rights, ownership and the ledger in step."""

    name = "units"
    verbose_name = _("Units")

    def ready(self) -> None:
        """Connect the room's signal receivers."""
        from units import checks, receivers, registrations, stock_widgets, wagtail_labels  # noqa: F401
        from units.entitlements import approval_work, item_verbs, locked_items  # noqa: F401
        from units.guide import account_lines, figure_lines, lines, rights_lines  # noqa: F401
        from units.leading import late, said, standing, tasks, waiting  # noqa: F401
        from units.reports import kinds, leaving, subscribing  # noqa: F401
        from units.silence import alerting  # noqa: F401

        wagtail_labels.give()
        stock_widgets.tame()
