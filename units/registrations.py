"""What the parts of this room tell one another: sources of evidence, clocks, and lists of “My work”."""

from __future__ import annotations

from units.approval import elsewhere
from units.clock import watches
from units.commendations import searching  # noqa: F401
from units.entitlements import ends_soon, inbox
from units.evaluations import reminding, standing
from units.evidence import assigned, contributed, lines

lines.register("contributed", contributed.source, order=10)
lines.register("quotas", assigned.quotas, order=20)
lines.register("duties", assigned.duties, order=30)
lines.register("evaluations", standing.source, order=50)
watches.register("evaluations", reminding.due)
watches.register("rights", ends_soon.due)
elsewhere.register("rights", inbox.section_for)
