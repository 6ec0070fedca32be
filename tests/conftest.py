"""What every test may lean on."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def client_of(client: Client):
    """A client signed in as the given person."""

    def signed_in(user) -> Client:
        fresh = Client()
        fresh.force_login(user)
        return fresh

    return signed_in
