"""Questions and answers, feedback: what the public sends in, and who has to answer."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    """Tells the rooms below what this one adds to them."""

    name = "qa"
    verbose_name = _("Questions and answers")

    def ready(self) -> None:
        """Register answers as what is approved, counted and found, and questions as work that waits."""
        from qa import guide_lines, presets, registrations  # noqa: F401
        from qa.demonstration import feedback, parts, synthesis
        from qa.feedback import presets as feedback_presets  # noqa: F401
        from units import demonstrating

        demonstrating.register("questions", parts.part)
        demonstrating.register("feedback", feedback.part)
        demonstrating.register("synthesis", synthesis.part)
