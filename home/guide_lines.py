"""What this room's screens are for; the guide's part and heading for each (LD-4.2c)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from units.guide.help import Help, register, register_without
from units.guide.lines import ACT

register(
    {
        "arranging:*": Help("ban-bien-tap#sap-xep-chuyen-muc"),
        "console:*": Help("lanh-dao#noi-dung-cua-don-vi"),
        "practising:*": Help("chung#khu-vuc-thuc-hanh"),
        "searching:log": Help("quan-tri-mang#ket-qua-tim-kiem"),
        "search_pins:*": Help(
            "quan-tri-mang#ket-qua-tim-kiem", _("Pages that stand first when readers search for certain words.")
        ),
        "search_synonyms:*": Help(
            "quan-tri-mang#ket-qua-tim-kiem", _("Words that mean the same to a reader who searches.")
        ),
        "sending:*": Help("can-bo-cap-nhat#gui-bai-tu-dien-thoai"),
        "sending:fate": Help("can-bo-cap-nhat#gui-bai-tu-dien-thoai", _("What has become of the item that you sent.")),
    }
)
register_without({"arranging:act": ACT, "practising:example": ACT, "sending:take_back": ACT})
