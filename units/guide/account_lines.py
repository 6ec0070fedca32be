"""What the screens of accounts are for; they stand below units, so their help is registered here (LD-4.2c)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from units.guide.help import Help, register

FACTOR = "chung#xac-thuc-hai-lop"
RULES = "van-phong#ban-hanh-quy-che-su-dung"

register(
    {
        "accounts_own:password": Help("chung#doi-mat-khau"),
        "accounts_own:sessions": Help("chung#phien-dang-nhap"),
        "accounts_own:devices": Help(FACTOR),
        "accounts_own:add_device": Help(FACTOR, _("Tie a telephone to your account, so that it shows codes for you.")),
        "accounts_own:remove_device": Help(FACTOR, _("Take a device away that is lost or no longer used.")),
        "accounts_own:codes": Help(FACTOR, _("Recovery codes let you in once each when a device is lost.")),
        "accounts_rules:current": Help("chung#quy-che-su-dung", _("What everybody who works here keeps to.")),
        "accounts_rules:register": Help(RULES, _("Who has acknowledged the rules of use that hold, and who has not.")),
        "accounts_rules:lay": Help(RULES),
        "accounts_helping:person": Help(
            "quan-tri-mang#giup-nguoi-dung-dang-nhap",
            _("Help somebody back into their account, once you have made sure who asks."),
        ),
        "accounts_helping:password_age": Help("quan-tri-mang#thoi-han-mat-khau"),
    }
)
