"""What every test may lean on."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime
from inspect import isfunction
from types import ModuleType

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver

from operations.networks.door import KEPT, Door
from search.engines import engine_for, sampling
from tests.factories import portal
from tests.house import schema
from tests.units import _house


def pytest_sessionstart() -> None:
    """Load every view as the server does, in Vietnamese: some of Wagtail's labels are translated when it is loaded.

    Creating the database would load them with translations switched off, and all screens would show those in English.
    """
    get_resolver().url_patterns  # noqa: B018 - reading it loads it


def pytest_collection_finish() -> None:
    """Collect garbage seldom, and never look again at what Django and Wagtail keep for good: a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_use_migrations: bool) -> Iterator[None]:
    """Begin with the database that ``tests.house.schema`` has migrated, where there is one."""
    database = settings.DATABASES["default"]
    memory = None
    if django_db_use_migrations and connection.vendor == "sqlite":
        memory = schema.opened()
    elif django_db_use_migrations:
        database["TEST"]["TEMPLATE"] = schema.template_on(os.environ["DATABASE_URL"])
    yield
    if memory is not None:
        memory.close()


@pytest.fixture
def client_of(client: Client):
    """A client signed in as the given person."""

    def signed_in(user) -> Client:
        fresh = Client()
        fresh.force_login(user)
        return fresh

    return signed_in


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Let no test feel from where the portal was open in another one, how often somebody came, or what stood there."""
    yield
    sampling.forget(engine_for())
    caches["visitors"].clear()
    if caches["process"].get(KEPT, Door()) != Door():
        caches["process"].clear()


@pytest.fixture(scope="module")
def laid_on(request: pytest.FixtureRequest) -> datetime | None:
    """When the portal of a module is laid whose tests travel in time: its ``LAID_ON``; a folder may say it for all."""
    return getattr(request.module, "LAID_ON", None)


@pytest.fixture(scope="module", autouse=True)
def laid(request: pytest.FixtureRequest, laid_on: datetime | None) -> Iterator[None]:
    """Lay the small portal, and the house if the module asks for it, once for all tests of a module.

    Each test runs in a savepoint of this one transaction, so it finds the portal as it was laid. A module whose tests
    empty the database or use several connections says ``LAYS_ITSELF = True``.
    """
    house_wanted = _reaches(request.module, "a_house")
    portal_wanted = house_wanted or _reaches(request.module, "a_portal")
    if not portal_wanted or getattr(request.module, "LAYS_ITSELF", False) or "browser" in request.path.parts:
        yield
        return
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock(), transaction.atomic():
        with time_machine.travel(laid_on) if laid_on else nullcontext():
            portal.a_portal()
            portal.laid_already.append(True)
            if house_wanted:
                _house.at_home_already.update(_house.a_house().people)
        yield
        portal.laid_already.clear()
        _house.at_home_already.clear()
        transaction.set_rollback(True)


def _reaches(module: ModuleType, name: str) -> bool:
    """Whether ``module``, or a function that it imports, uses the factory ``name``."""
    factories = {id(vars(portal)), id(vars(_house))}
    imported = [thing.__globals__ for thing in vars(module).values() if isfunction(thing)]
    namespaces = [vars(module), *(found for found in imported if id(found) not in factories)]
    return any(name in namespace for namespace in namespaces)
