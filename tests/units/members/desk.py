"""What the tests of the members' desk share: addresses, forms and what a refusal looks like."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from units.models import Membership, Role, Unit

INDEX, ADD = "/quan-tri/nhan-su/", "/quan-tri/nhan-su/them/"
GOOD_PASSWORD = "Hoa-mai-anh-dao-2026"
NOW = datetime(2026, 6, 15, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def end_of(membership: Membership) -> str:
    return f"/quan-tri/nhan-su/{membership.pk}/ket-thuc/"


def an_end(day: str, decision: str = "Quyết định số 20-QĐ/TU") -> dict[str, str]:
    return {"valid_to": day, "decision": decision}


def appointment(unit: Unit, role: str = "board", **changes: Any) -> dict[str, Any]:
    return {
        "unit": unit.pk,
        "role": Role.objects.get(code=role).pk,
        "account": "existing",
        "username": "",
        "decision": "Quyết định số 12-QĐ/TU",
        "valid_from": "15/06/2026",
        "valid_to": "",
        **changes,
    }


def new_account(unit: Unit, role: str = "board", **changes: Any) -> dict[str, Any]:
    person = {
        "account": "new",
        "username": "tran.thi.hoa",
        "last_name": "Trần Thị",
        "first_name": "Hoa",
        "email": "hoa@portal.example",
    }
    return appointment(unit, role, **{**person, **changes})


def refused(response: Any, field: str) -> str:
    assert response.status_code == 422
    assert field in response.context["form"].errors
    return str(response.context["form"].errors[field][0])
