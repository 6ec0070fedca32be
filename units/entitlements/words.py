"""What a right lets its holder do, in plain words: by unit, section and stage (LD-4.2b)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from units.approval.models import StageTask
from units.entitlements import sections
from units.members.asked import Asked
from units.models.membership import Capability, Role
from units.models.register import Unit


def what_it_gives(role: Role, unit: Unit | None, codes: Sequence[str] = ()) -> list[str]:
    """Sentences: each capability of ``role``, the stages at which it decides, and the sections it is narrowed to."""
    found = [_sentence(Capability(name), unit) for name in role.capabilities if name in Capability.values]
    found += [
        _("Decides on items at the stage “%(stage)s” of the approval route.") % {"stage": stage.name}
        for stage in stages_of(role, unit)
    ]
    if codes:
        found.append(_("Puts items into these sections alone: %(titles)s.") % {"titles": sections.titles(codes)})
    return found or [_("Signs in and reads; writes and decides nothing.")]


def stages_of(role: Role, unit: Unit | None) -> list[StageTask]:
    """The stages in force today at which holders of ``role`` in ``unit`` decide, each once."""
    asked = Asked()
    stages = asked.of_unit(unit) if unit is not None else asked.of_site()
    return list({stage.name: stage for stage in stages if stage.role_id == role.pk}.values())


def _sentence(capability: Capability, unit: Unit | None) -> str:
    label = str(capability.label)
    return f"{label[:1].upper()}{label[1:]} ({unit.label if unit is not None else _('for the whole site')})."
