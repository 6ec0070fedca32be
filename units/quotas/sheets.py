"""What the download of the quotas holds (ND-7.1c)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from units.contributions.exports import Column, Sheet, Type
from units.contributions.periods import moment_text
from units.quotas.progress import Progress


def of_progress(lines: Sequence[Progress], label: str) -> Sheet:
    """Every line that the person sees, not only one page of them."""
    return Sheet(
        title=_("Quotas"),
        notes=[
            _("Period: %(period)s") % {"period": label},
            _("Exported at %(time)s") % {"time": moment_text(timezone.now())},
        ],
        columns=[
            Column(_("Unit"), 45),
            Column(_("Kind"), 20),
            Column(_("Quota"), 10, Type.NUMBER),
            Column(_("Counted"), 10, Type.NUMBER),
            Column(_("Missing"), 10, Type.NUMBER),
            Column(_("Per cent"), 10, Type.NUMBER),
            Column(_("Forecast at the present pace"), 14, Type.NUMBER),
            Column(_("Standing"), 20),
            Column(_("Decision"), 35),
        ],
        rows=[
            [
                each.unit_name,
                each.quota.kind_name,
                each.quota.number,
                each.counted,
                each.missing,
                each.percent,
                each.forecast,
                str(each.standing.label),
                each.quota.decision.number,
            ]
            for each in lines
        ],
        totals=[
            _("Total"),
            "",
            sum(each.quota.number for each in lines),
            sum(each.counted for each in lines),
            sum(each.missing for each in lines),
            None,
            None,
            "",
            "",
        ],
    )
