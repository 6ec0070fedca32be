"""A whole small portal, laid by the real preset loader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage, SectionPage
from tests.factories.units import MembershipFactory, UserFactory
from units import presets
from units.models import Role, Unit

SMALL_PRESET = Path(__file__).parents[1] / "data" / "small-preset.toml"


@dataclass
class Portal:
    """What the small preset lays: three units (the office manages), roles, one stage of approval, three sections."""

    site: Site
    home: HomePage
    office: Unit
    propaganda: Unit
    city: Unit
    news: SectionPage
    office_work: SectionPage
    propaganda_work: SectionPage

    def member(self, role: str, unit: Unit | None = None, **user: object) -> object:
        """A new person who holds ``role`` in ``unit``, or for the site, with the groups that follow from it."""
        person = UserFactory(**user)
        MembershipFactory(user=person, role=Role.objects.get(code=role), unit=unit)
        return type(person).objects.get(pk=person.pk)


def bare_wagtail() -> None:
    """What Wagtail's own migrations put into an empty database, for suites that run without migrations."""
    Locale.objects.get_or_create(language_code="vi")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not Page.objects.exists():
        welcome = Page.add_root(title="Root", slug="root").add_child(instance=Page(title="Welcome", slug="home"))
        Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)


#: Whether a module's tests begin with the small preset laid already; see ``tests/conftest.py``.
laid_already: list[bool] = []


def a_portal() -> Portal:
    """Lay the small preset, unless that has been done for all tests of the module, and return its parts."""
    if not laid_already:
        bare_wagtail()
        presets.apply(presets.read(SMALL_PRESET))
    unit, section = Unit.objects.get, SectionPage.objects.get
    return Portal(
        site=Site.objects.get(is_default_site=True),
        home=HomePage.objects.get(),
        office=unit(code="vptu"),
        propaganda=unit(code="btgtu"),
        city=unit(code="da-lat"),
        news=section(code="tin-tuc"),
        office_work=section(code="cong-tac-van-phong"),
        propaganda_work=section(code="cong-tac-tuyen-giao"),
    )
