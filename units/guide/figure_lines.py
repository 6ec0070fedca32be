"""What the screens of figures are for: leader's page, reports, quotas, periods, evaluations, pay (LD-4.2c)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from units.guide.help import Help, register, register_without
from units.guide.lines import ACT

OWN_QUOTAS = "lanh-dao#chi-tieu-cua-don-vi"
PERIODS = "van-phong#so-lieu-da-chot"
PAY = "van-phong#nhuan-but-ho-tro-kinh-phi"
OWN_EVALUATION = "lanh-dao#danh-gia-hang-quy"
EVALUATIONS = "van-phong#danh-gia-hang-quy-cua-cac-don-vi"
OWN_SCORECARD = "lanh-dao#phieu-cham-diem-hang-nam"
COMMENDATIONS = "van-phong#bieu-duong-khen-thuong"
OBSTACLES = "chung#vuong-mac-khi-thuc-hien-quy-dinh"
TRAINING = "van-phong#so-tap-huan"
LEADING = "lanh-dao#trang-lanh-dao"
REPORTS = "lanh-dao#tat-ca-bao-cao"
DIRECTIONS = "lanh-dao#chi-dao-cua-thuong-truc"
DIRECTING = "thuong-truc#chi-dao-don-vi"
ISSUED = "van-phong#van-ban-da-ban-hanh"
KEY_TASKS = "to-bien-tap#nhiem-vu-trong-tam"

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
        "directions:*": Help(DIRECTIONS),
        "directions:give": Help(DIRECTING),
        "issued:*": Help(ISSUED),
        "keytasks:*": Help(KEY_TASKS),
        "quotas:index": Help(OWN_QUOTAS),
        "quotas:behind": Help(OWN_QUOTAS, _("The items behind a quota, and why others do not count.")),
        "quotas:*": Help("van-phong#giao-chi-tieu"),
        "remuneration:*": Help(PAY),
        "remuneration:sheet": Help(PAY, _("What each person is paid for the month, and for which items.")),
        "evaluations:*": Help(OWN_EVALUATION),
        "evaluations:terms": Help(EVALUATIONS),
        "evaluations:report*": Help(EVALUATIONS),
        "scorecards:*": Help(OWN_SCORECARD),
        "commendations:*": Help(COMMENDATIONS),
        "obstacles:*": Help(OBSTACLES),
        "obstacles:propos*": Help("van-phong#vuong-mac-va-kien-nghi-sua-doi"),
        "training:register": Help(TRAINING, _("Who was trained in what and when.")),
        "training:note": Help(TRAINING, _("Write down who took part in a training, after it was held.")),
    }
)
FILE = "hands out a file"
register_without(
    {
        **{f"directions:{act}": ACT for act in ("report", "accept", "reopen")},
        "issued:blank": FILE,
        "quotas:blank": FILE,
        "periods:file": FILE,
        "remuneration:draw_up": ACT,
        "remuneration:decide": ACT,
        **{f"evaluations:{act}": ACT for act in ("send", "accept", "approve", "give_back", "report_submit")},
        "evaluations:report_download": FILE,
        **{f"scorecards:{act}": ACT for act in ("draw_up", "approve_year", "comment", "approve")},
        **{f"commendations:{act}": ACT for act in ("confirm", "revoke")},
        "obstacles:answer": ACT,
        "obstacles:proposal_submit": ACT,
        "obstacles:proposal_download": FILE,
        "reports:fetch": FILE,
        "reports:prepare": ACT,
        "reports:end": ACT,
    }
)
