"""Routes of several stages on the small portal, and the people they need."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from home.models import ArticlePage, SectionPage
from tests.factories.articles import a_draft
from tests.units._house import House, a_house, fresh
from units.approval import actions, editing, routes
from units.approval.checklist import Grade, Question, SourceCheck
from units.approval.models import Delegation
from units.approval.routes import Stage
from units.calendar import today
from units.models import Membership, Role

BOARD = Stage("Ban biên tập duyệt", "board", "unit", may_edit=True)
LEADS = Stage("Đơn vị chủ trì duyệt", "board", "leads")
COMMITTEE = Stage("Thường trực duyệt", "standing_committee", "site")

CHECKED = {"checklist": list(Question.values), "source_checked": SourceCheck.CONFIRMED, "grade": Grade.GOOD}


def a_house_with(*stages: Stage) -> House:
    """The house whose route has these stages; every unit has a board of two, the committee has two members."""
    house = a_house()
    routes.lay("Quy trình thử", stages)
    house.people["lead_board"] = house.portal.member("board", house.portal.propaganda)
    house.people["second_lead_board"] = house.portal.member("board", house.portal.propaganda)
    house.people["second_committee"] = house.portal.member("standing_committee")
    return house


def a_section(house: House, *leads: Any, everybody: bool = False) -> SectionPage:
    """A section led by these units, any of which or all of which approve."""
    section = SectionPage(title="Chuyên mục thử", code="chuyen-muc-thu", leads_approve="all" if everybody else "any")
    section.leads = [SectionPage.leads.rel.related_model(unit=unit) for unit in leads]
    house.portal.home.add_child(instance=section)
    return section


def submitted(house: House, sections: list[Any] | None = None, **fields: Any) -> ArticlePage:
    """An article of the contributor that has been submitted."""
    draft = a_draft(house.ours, house.contributor, sections or [house.portal.news], **fields)
    actions.submit(fresh(draft), house.contributor)
    return fresh(draft)


def edit(item: ArticlePage, user: Any, text: str = "Câu đã biên tập cho rõ nghĩa hơn trước khi đăng.") -> None:
    """Mend the text at its stage as the editor does, and hand it over."""
    editing.begin(item, user)
    version = fresh(item).get_latest_revision_as_object()
    version.summary = text
    version.save_revision(user=user)
    editing.hand_over(fresh(item), user)


def lend(absent: Any, delegate: Any, days: int = 3, role: str = "board") -> Delegation:
    """``absent`` lends their seat for ``days`` from today on."""
    membership = Membership.objects.get(user=absent, role=Role.objects.get(code=role))
    return Delegation.objects.create(
        membership=membership,
        delegate=delegate,
        valid_from=today(),
        valid_to=today() + timedelta(days=days - 1),
        reason="Nghỉ phép",
        made_by=absent,
    )
