"""The people of a demonstration: one account each, with the roles and decisions they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from home.demonstration.corpus import Corpus, Person
from units.demonstration import SINCE
from units.models import Membership, Role, Unit

if TYPE_CHECKING:
    from accounts.models import User

#: The same for every account of a demonstration, and printed when it is served; production refuses to build one.
PASSWORD = "Cong-thong-tin-2026"  # noqa: S105 - a demonstration's password is meant to be known


def enrol(corpus: Corpus) -> dict[str, User]:
    """Make an account and a membership for everybody in ``corpus``; the accounts by username."""
    users = get_user_model()
    roles = {role.code: role for role in Role.objects.all()}
    units = {unit.code: unit for unit in Unit.objects.all()}
    accounts: dict[str, User] = {}
    # One hash for all: hashing is slow on purpose, and a hundred accounts would make it half a minute.
    password = make_password(PASSWORD)
    for person in people_for(corpus):
        account, _ = users.objects.get_or_create(
            username=person.username,
            defaults={
                "last_name": person.last_name,
                "first_name": person.first_name,
                "email": f"{person.username}@example.test",
                "is_superuser": person.role == "sysadmin",
                "password": password,
            },
        )
        if person.role in roles:
            _appoint(account, person, roles[person.role], units.get(person.unit or ""))
        accounts[person.username] = account
    return accounts


def people_for(corpus: Corpus) -> list[Person]:
    """Those of the corpus who have a role in this preset; the administrator of the system always has."""
    roles = set(Role.objects.values_list("code", flat=True)) | {"sysadmin"}
    return [person for person in corpus.people if person.role in roles]


def _appoint(account: User, person: Person, role: Role, unit: Unit | None) -> None:
    Membership.objects.get_or_create(
        user=account,
        role=role,
        unit=unit,
        defaults={"valid_from": SINCE, "decision": f"01-QĐ/{(person.unit or 'vp').upper()} ngày 02/01/2026"},
    )
