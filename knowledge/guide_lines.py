"""What this room's screens are for; the guide's part and heading for each (LD-4.2c)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from units.guide.help import Help, register

SITUATIONS = "wagtailsnippets_knowledge_situation"
SITUATION_PLACE = "can-bo-cap-nhat#tinh-huong-thuong-gap"

register(
    {
        f"{SITUATIONS}:*": Help(SITUATION_PLACE, _("Common situations: each is approved like an article.")),
        f"{SITUATIONS}:history": Help(
            "chung#lich-su-va-phien-ban", _("Who has done what with this situation, newest first.")
        ),
        "filetexts:report": Help(
            "chung#tai-lieu",
            _("Public files that readers cannot find by what they say: scans, locked, damaged files."),
        ),
        "knowledge_fieldofwork_modeladmin_*": Help(
            "van-phong#linh-vuc", _("Fields of work, by which situations, guidance and questions are ordered.")
        ),
    }
)
