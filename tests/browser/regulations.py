"""Both regulations as the presets lay them, with a few people in their roles."""

from __future__ import annotations

from typing import Any

from home.models import SectionPage
from tests.factories.portal import bare_wagtail
from tests.factories.units import MembershipFactory, UserFactory
from units import presets
from units.models import Role, Unit


class NamDinh:
    """A grass-roots Party organisation and everybody who decides after it."""

    def __init__(self) -> None:
        self.unit, self.office_unit = unit("so-tai-chinh"), unit("vpduk")
        self.section = SectionPage.objects.get(code="hoat-dong-dang-bo")
        self.writer = person("contributor", self.unit, "Trần Thị Hạnh")
        self.leader = person("leader", self.unit, "Phạm Văn Dũng")
        self.editor = person("editorial_team", None, "Lê Thị Thu")
        self.second_editor = person("editorial_team", None, "Vũ Đình Khải")
        self.secretary = person("standing_committee", None, "Nguyễn Quang Huy")
        self.deputy = person("leader", self.office_unit, "Đỗ Thị Lan")
        self.webmaster = person("webmaster", None, "Bùi Văn Sơn")
        self.propaganda = person("propaganda", None, "Hoàng Thị Yến")
        self.office = person("office", None, "Ngô Thị Hoa")

    @property
    def bodies(self) -> list[str]:
        """Who stands behind what is public, one for each stage."""
        roles = ("leader", "editorial_team", "standing_committee", "webmaster")
        return [Role.objects.get(code=code).name for code in roles]


class LamDong:
    """A city's committee and the two units that lead the section it writes for."""

    def __init__(self) -> None:
        self.city, self.organisers, self.mass = unit("da-lat"), unit("btctu"), unit("bdvtu")
        self.section = SectionPage.objects.get(code="he-thong-chinh-tri-co-so")
        self.writer = person("contributor", self.city, "Trần Thị Hạnh")
        self.board = person("board", self.city, "Phạm Văn Dũng")
        self.organiser = person("board", self.organisers, "Lê Thị Thu")
        self.mobiliser = person("board", self.mass, "Vũ Đình Khải")


def a_nam_dinh() -> NamDinh:
    """Lay the preset of Nam Định."""
    lay("nam-dinh")
    return NamDinh()


def a_lam_dong() -> LamDong:
    """Lay the preset of Lâm Đồng."""
    lay("lam-dong")
    return LamDong()


def lay(preset: str) -> None:
    """Lay the real preset on an empty database."""
    bare_wagtail()
    presets.apply(presets.read(preset))


def unit(code: str) -> Unit:
    """The unit of the register."""
    return Unit.objects.get(code=code)


def person(role: str, unit: Unit | None, name: str) -> Any:
    """Somebody new who holds ``role`` in ``unit``, or for the site."""
    family, given = name.rsplit(" ", 1)
    somebody = UserFactory(last_name=family, first_name=given)
    MembershipFactory(user=somebody, role=Role.objects.get(code=role), unit=unit)
    return somebody
