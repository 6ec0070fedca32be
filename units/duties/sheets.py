"""What the download of the matrix holds: a line a unit, a column a period, each state in words (ND-9.5)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from units.contributions import periods
from units.contributions.exports import Column, Sheet
from units.duties.matrix import Cell, Matrix


def of_matrix(table: Matrix) -> Sheet:
    """The whole table, every unit of it."""
    duty = table.duty
    return Sheet(
        title=_("Duties of the units"),
        notes=[
            _("Duty: %(duty)s (%(who)s, %(what)s, %(every)s)")
            % {"duty": duty.name, "who": duty.who, "what": duty.what, "every": duty.get_span_display()},
            _("Year: %(year)s") % {"year": table.year},
            _("Exported at %(time)s") % {"time": periods.moment_text(timezone.now())},
        ],
        columns=[Column(_("Unit"), 45), *(Column(head, 24) for head in table.heads)],
        rows=[[line.name, *(in_words(cell) for cell in line.cells)] for line in table.lines],
        totals=[_("Fulfilled, of those bound"), *table.sums],
    )


def in_words(cell: Cell | None) -> str:
    """A cell as text, such as "fulfilled (2/1)"."""
    if cell is None:
        return "–"
    behind = cell.figures or cell.reason
    said = f"{cell.state.label} ({behind})" if behind else str(cell.state.label)
    return _("%(state)s, not judged yet") % {"state": said} if cell.is_provisional else said
