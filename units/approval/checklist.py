"""What an approver answers before a text goes on (ND-6.1, ND-7.3, ND-10.2b) and why a text comes back (ND-7.3c)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from units.approval.models import StageTask


class Question(TextChoices):
    """The checklist: each point is answered with yes, or the item is returned."""

    ACCURATE = "accurate", gettext_lazy("Names, figures, dates and quotations are right.")
    NOT_SECRET = "not_secret", gettext_lazy("It holds no secret information, document or material.")
    ALLOWED_SOURCE = (
        "allowed_source",
        gettext_lazy("It is the unit's own work, or its source may be reused and is named."),
    )
    NOT_FALSE = "not_false", gettext_lazy("It holds nothing false, unwholesome, speculative or hostile.")
    NO_HARM = "no_harm", gettext_lazy("It harms no organisation's or person's good name by untruth.")
    ORIENTATION = "orientation", gettext_lazy("It follows the Party's guidelines and the State's laws.")


class SourceCheck(TextChoices):
    """How the source of an item was checked."""

    CONFIRMED = "confirmed", gettext_lazy("confirmed with whoever supplied it")
    DOCUMENT = "document", gettext_lazy("compared with a document")
    PUBLISHED = "published", gettext_lazy("compared with the published source")


class Grade(TextChoices):
    """The quality of an item; evaluation and remuneration read it."""

    EXCELLENT = "excellent", gettext_lazy("excellent")
    GOOD = "good", gettext_lazy("good")
    FAIR = "fair", gettext_lazy("fair")
    ACCEPTABLE = "acceptable", gettext_lazy("acceptable")


class Reason(TextChoices):
    """Why an item comes back."""

    INACCURATE = "inaccurate", gettext_lazy("facts are wrong or unproven")
    SOURCE = "source", gettext_lazy("the source is missing or may not be reused")
    SECRET = "secret", gettext_lazy("it may hold what must not be published")
    ORIENTATION = "orientation", gettext_lazy("the orientation is not right")
    WORDING = "wording", gettext_lazy("wording and presentation")
    PICTURES = "pictures", gettext_lazy("pictures, captions or film")
    DUPLICATE = "duplicate", gettext_lazy("it is published already")
    OTHER = "other", gettext_lazy("something else")


def missing(stage: StageTask, said: dict[str, Any]) -> str | None:
    """What an approval at ``stage`` lacks, as a sentence; None where everything it asks for has been said."""
    if stage.asks_checklist and set(said.get("checklist") or []) != set(Question.values):
        return _("Answer every point of the checklist; what cannot be answered with yes is returned to its author.")
    if stage.asks_grade and said.get("source_checked") not in SourceCheck.values:
        return _("Say how the source was checked before you approve.")
    if stage.asks_grade and said.get("grade") not in Grade.values:
        return _("Grade the quality before you approve.")
    return None


def labels(codes: Iterable[str], choices: type[TextChoices]) -> list[str]:
    """The words for ``codes``, in the order of the list."""
    wanted = set(codes)
    return [str(label) for code, label in choices.choices if code in wanted]
