"""What the screens of figures are for: the leader's page, quotas, closed periods, remuneration, training (LD-4.2c)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from units.guide.help import Help, register, register_without
from units.guide.lines import ACT

OWN_QUOTAS = "lanh-dao#chi-tieu-cua-don-vi"
PERIODS = "van-phong#so-lieu-da-chot"
PAY = "van-phong#nhuan-but-ho-tro-kinh-phi"
TRAINING = "van-phong#so-tap-huan"
LEADING = "lanh-dao#trang-lanh-dao"
REPORTS = "lanh-dao#tat-ca-bao-cao"

register(
    {
        "leading:*": Help(LEADING),
        "reports:*": Help(REPORTS),
        "reports:index": Help(REPORTS, _("Every report that is open to you, and what each counts.")),
        "reports:files": Help(REPORTS),
        "reports:saved": Help(REPORTS),
        "reports:save": Help(REPORTS),
        "periods:*": Help(PERIODS),
        "periods:period": Help(PERIODS, _("A closed period: its total, its digest and its corrections.")),
        "quotas:index": Help(OWN_QUOTAS),
        "quotas:behind": Help(OWN_QUOTAS, _("The items behind a quota, and why others do not count.")),
        "quotas:*": Help("van-phong#giao-chi-tieu"),
        "remuneration:*": Help(PAY),
        "remuneration:sheet": Help(PAY, _("What each person is paid for the month, and for which items.")),
        "training:register": Help(TRAINING, _("Who was trained in what and when.")),
        "training:note": Help(TRAINING, _("Write down who took part in a training, after it was held.")),
    }
)
register_without({"quotas:blank": "hands out a file", "remuneration:draw_up": ACT, "remuneration:decide": ACT})
register_without({"reports:fetch": "hands out a file", "reports:prepare": ACT, "reports:end": ACT})
