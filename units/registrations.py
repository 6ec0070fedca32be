"""What the parts of this room tell one another: sources of evidence in the order of their lines, and clocks."""

from __future__ import annotations

from units.clock import watches
from units.evaluations import reminding, standing
from units.evidence import assigned, contributed, lines

lines.register("contributed", contributed.source)
lines.register("quotas", assigned.quotas)
lines.register("duties", assigned.duties)
lines.register("evaluations", standing.source)
watches.register("evaluations", reminding.due)
