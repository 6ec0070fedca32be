"""What this room's screens are for; the guide's part and heading for each (LD-4.2c)."""

from __future__ import annotations

from units.guide.help import Help, register

NETWORKS = "quan-tri-mang#mang-duoc-phep"

register(
    {
        "security:*": Help("quan-tri-mang#su-kien-an-toan-thong-tin"),
        "security:network": Help(NETWORKS),
        "security:network_add": Help(NETWORKS),
        "security:networks": Help(NETWORKS),
    }
)
