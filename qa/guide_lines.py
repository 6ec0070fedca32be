"""What this room's screens are for; the guide's part and heading for each (LD-4.2c)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from units.guide.help import Help, register, register_without

ANSWERING = "can-bo-cap-nhat#tra-loi-cau-hoi-cua-ban-doc"
KEEPING = "van-phong#phan-cau-hoi-va-thoi-han"

register(
    {
        "questions:*": Help(ANSWERING),
        "questions:units": Help(KEEPING),
        "qa_routingrule_modeladmin_*": Help(KEEPING, _("Which unit answers a question, by the words it holds.")),
        "qa_questionterms_modeladmin_*": Help(KEEPING, _("How many days there are for each step of a question.")),
        "qa_publicform_modeladmin_*": Help(KEEPING, _("What the public forms say and how much they take.")),
    }
)
register_without({"questions:file": "hands out a file", "questions:draft": "leads to the editor, which has help"})
