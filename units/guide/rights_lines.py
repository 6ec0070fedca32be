"""What the screens of rights are for (LD-4.2c)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from units.guide.help import Help, register, register_without
from units.guide.lines import ACT

ASKING = "chung#de-nghi-cap-quyen"
GRANTING = "lanh-dao#cap-quyen-va-ra-soat"
LEAVING = "van-phong#nguoi-nghi-viec-chuyen-cong-tac"

register(
    {
        "entitlements:index": Help(ASKING),
        "entitlements:ask": Help(ASKING),
        "entitlements:request": Help(GRANTING, _("One request: what it would allow, who decides, what became of it.")),
        "entitlements:reviews": Help(GRANTING),
        "entitlements:review": Help(GRANTING),
        "entitlements:explain": Help("lanh-dao#ai-lam-duoc-gi-va-vi-sao"),
        "entitlements:departures": Help(LEAVING),
        "entitlements:leaver": Help(LEAVING),
    }
)
register_without({"entitlements:grant": ACT, "entitlements:refuse": ACT, "entitlements:take_back": ACT})
