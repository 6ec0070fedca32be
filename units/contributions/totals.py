"""Totals that a spreadsheet works out itself, so that they follow when somebody changes a line (LD-6.1a)."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from units.contributions.tables import Value


@dataclass(frozen=True)
class Total:
    """A value of the last row and the formula that gives it; files that hold no formulas hold the value.

    In ``formula`` stand ``{0}``, ``{1}`` … for the letters of the columns, ``{here}`` for those of its own, ``{first}``
    and ``{last}`` for the first and the last of the rows above and ``{row}`` for its own row.
    """

    value: Value
    formula: str

    def placed(self, columns: int, place: int, first: int, last: int) -> str:
        """The formula in the column at ``place`` of ``columns``, below the rows from ``first`` to ``last``."""
        letters = [xl_col_to_name(each) for each in range(columns)]
        return "=" + self.formula.format(*letters, here=letters[place], first=first, last=last, row=last + 1)


def summed(value: Value) -> Total:
    """The sum of its column."""
    return Total(value, "SUM({here}{first}:{here}{last})")


def share_of(value: Value, part: int, whole: int) -> Total:
    """What per cent the total in the column at ``part`` is of the one at ``whole``, counted from nought."""
    return Total(value, f'IF({{{whole}}}{{row}}=0,"",ROUND(100*{{{part}}}{{row}}/{{{whole}}}{{row}},0))')


def plain(total: Value | Total) -> Value:
    """What a total is, without its formula."""
    return total.value if isinstance(total, Total) else total
