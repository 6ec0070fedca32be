"""In this room the rules of signing in hold, as in production."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model

from tests.accounts.doors import PASSWORD, a_house_to_enter
from tests.factories.portal import Portal
from tests.factories.units import UserFactory


@pytest.fixture(autouse=True)
def portal(settings: Any, db: None) -> Portal:
    settings.PORTAL_SIGN_IN_RULES = True
    settings.AXES_ENABLED = True
    settings.PORTAL_IDLE_MINUTES = 30
    settings.SESSION_COOKIE_AGE = 12 * 3600
    return a_house_to_enter()


@pytest.fixture
def person() -> Any:
    """Somebody who writes and decides nothing, so that a password is enough for them."""
    user = UserFactory(username="le.van.binh", first_name="Bình", last_name="Lê Văn", email="binh@portal.example")
    user.set_password(PASSWORD)
    user.save()
    return get_user_model().objects.get(pk=user.pk)


@pytest.fixture
def chief() -> Any:
    """An administrator of the system, of whom the second factor is asked."""
    user = UserFactory(username="quan.tri", is_superuser=True, email="quan.tri@portal.example")
    user.set_password(PASSWORD)
    user.save()
    return get_user_model().objects.get(pk=user.pk)
