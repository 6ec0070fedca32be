"""What the screens of rights are for (LD-4.2c)."""

from __future__ import annotations

from units.guide.help import Help, register, register_without
from units.guide.lines import ACT

ASKING = "chung#de-nghi-cap-quyen"

register(
    {
        "entitlements:index": Help(ASKING),
        "entitlements:ask": Help(ASKING),
        "entitlements:request": Help("lanh-dao#cap-quyen-va-ra-soat"),
    }
)
register_without({"entitlements:grant": ACT, "entitlements:refuse": ACT, "entitlements:take_back": ACT})
