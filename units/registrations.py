"""What the parts of this room tell one another: sources of evidence, clocks, and lists of “My work”."""

from __future__ import annotations

from units.approval import elsewhere
from units.clock import watches
from units.commendations import searching  # noqa: F401
from units.directions import inbox as directions_inbox
from units.directions import reminding as directions_reminding
from units.entitlements import ends_soon
from units.entitlements import inbox as rights_inbox
from units.evaluations import inbox as evaluations_inbox
from units.evaluations import reminding, standing
from units.evidence import assigned, contributed, lines
from units.issued import inbox as issued_inbox
from units.issued import posting
from units.issued import reminding as issued_reminding
from units.leading import lines as leading_lines

lines.register("contributed", contributed.source, order=10)
lines.register("quotas", assigned.quotas, order=20)
lines.register("duties", assigned.duties, order=30)
lines.register("evaluations", standing.source, order=50)
watches.register("evaluations", reminding.due)
watches.register("rights", ends_soon.due)
elsewhere.register("rights", rights_inbox.section_for)
watches.register("directions", directions_reminding.deadline.due)
watches.register("issued", posting.due)
watches.register("drafters", issued_reminding.deadline.due)
elsewhere.register("issued", issued_inbox.section_for)
elsewhere.register("directions", directions_inbox.section_for)
elsewhere.register("evaluations", evaluations_inbox.section_for)
leading_lines.register(leading_lines.Part.LATE, "directions", directions_inbox.late)
