"""People, units, roles and memberships."""

from __future__ import annotations

from datetime import date

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from units.models import Membership, Role, Unit, UnitKind

PASSWORD = "rừng thông Lang Biang"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence("can-bo-{}".format)
    last_name = "Nguyễn Thị"
    first_name = factory.Sequence("Mai {}".format)
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.test")
    password = factory.django.Password(PASSWORD)


class UnitKindFactory(DjangoModelFactory):
    class Meta:
        model = UnitKind
        django_get_or_create = ("code",)

    code = "ban-dang"
    name = "Ban Đảng"


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    code = factory.Sequence("don-vi-{}".format)
    name = factory.Sequence("Đơn vị {}".format)
    kind = factory.SubFactory(UnitKindFactory)
    valid_from = date(2020, 1, 1)


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = Role
        django_get_or_create = ("code",)

    code = "contributor"
    name = factory.LazyAttribute(lambda role: role.code)
    scope = Role.Scope.UNIT
    capabilities = factory.LazyFunction(lambda: ["write"])


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = factory.SubFactory(RoleFactory)
    unit = factory.SubFactory(UnitFactory)
    decision = "Quyết định số 12-QĐ/TU"
    valid_from = date(2020, 1, 1)
