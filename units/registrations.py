"""What the parts of this room tell one another: sources of evidence, and clocks."""

from __future__ import annotations

from units.clock import watches
from units.evaluations import reminding, standing
from units.evidence import assigned, contributed, lines
from units.issued import posting

lines.register("contributed", contributed.source, order=10)
lines.register("quotas", assigned.quotas, order=20)
lines.register("duties", assigned.duties, order=30)
lines.register("evaluations", standing.source, order=50)
watches.register("evaluations", reminding.due)
watches.register("issued", posting.due)
