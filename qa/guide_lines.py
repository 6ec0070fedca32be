"""What this room's screens are for; the guide's part and heading for each (LD-4.2c)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from units.guide.help import Help, register, register_without
from units.guide.lines import READER

ANSWERING = "can-bo-cap-nhat#tra-loi-cau-hoi-cua-ban-doc"
KEEPING = "van-phong#phan-cau-hoi-va-thoi-han"
SYNTHESES = "phan-anh#tong-hop-phan-anh"
FILE = "hands out a file"

register(
    {
        "questions:*": Help(ANSWERING),
        "questions:units": Help(KEEPING),
        "qa_routingrule_modeladmin_*": Help(KEEPING, _("Which unit answers a question, by the words it holds.")),
        "qa_questionterms_modeladmin_*": Help(KEEPING, _("How many days there are for each step of a question.")),
        "qa_feedbackterms_modeladmin_*": Help(KEEPING, _("How many days there are for each step of feedback.")),
        "qa_publicform_modeladmin_*": Help(KEEPING, _("What the public forms say and how much they take.")),
        "feedback:index": Help("phan-anh#danh-sach-phan-anh"),
        "feedback:record": Help("phan-anh#xu-ly-phan-anh"),
        "feedback:identity": Help("phan-anh#mo-danh-tinh-nguoi-gui"),
        "data_requests:*": Help("phan-anh#yeu-cau-ve-du-lieu"),
        "syntheses:*": Help(SYNTHESES),
        "syntheses:direct": Help("thuong-truc#chi-dao-ve-phan-anh"),
    }
)
register_without(
    {
        "questions:file": FILE,
        "questions:draft": "leads to the editor, which has help",
        "feedback:file": FILE,
        "feedback:reported": READER,
        "syntheses:download": FILE,
    }
)
