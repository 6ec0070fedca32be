"""A portal in midsummer with the administrator of one unit at the members' desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from tests.factories.portal import Portal, a_portal
from tests.units.members.desk import NOW


@pytest.fixture(scope="module")
def laid_on() -> datetime:
    """The portal is laid in January, so that its route holds in midsummer."""
    return datetime(2026, 1, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def portal() -> Portal:
    return a_portal()


@pytest.fixture(autouse=True)
def midsummer() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def admin(portal: Portal) -> Any:
    return portal.member("unit_admin", portal.city, username="quan-tri-da-lat")


@pytest.fixture
def desk(admin: Any, client_of: Callable[[Any], Client]) -> Client:
    return client_of(admin)
