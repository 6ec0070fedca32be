"""Models and migrations agree."""

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from wagtail.models import Collection, Page

from tests.factories.contributions import ContributionFactory, local
from tests.factories.portal import bare_wagtail
from units.models import FiledSection


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail("Models changed without a migration; run manage.py makemigrations.\n" + out.getvalue())


@pytest.mark.django_db
@pytest.mark.clause("LD-4.2c")
def test_roots_are_named_in_vietnamese_unless_somebody_has_named_them() -> None:
    name_the_roots = import_module("units.migrations.0021_name_the_roots").name_the_roots
    bare_wagtail()
    Collection.objects.filter(depth=1).update(name="Root")
    Page.objects.filter(depth=1).update(title="Root", draft_title="Root")
    collection, page = Collection.objects.get(depth=1), Page.objects.get(depth=1)
    name_the_roots(apps, None)
    assert Collection.objects.get(pk=collection.pk).name == "Bộ sưu tập gốc"
    assert Page.objects.filter(pk=page.pk, title="Trang gốc", draft_title="Trang gốc").exists()
    Collection.objects.update(name="Kho chung")
    name_the_roots(apps, None)
    assert Collection.objects.get(pk=collection.pk).name == "Kho chung"


@pytest.mark.django_db
@pytest.mark.clause("LD-6.1a")
def test_the_ledger_of_before_tells_which_sections_were_filed_in() -> None:
    fill = import_module("units.migrations.0023_fill_filed_sections").fill
    row = ContributionFactory(published_at=local(2026, 9, 30, 23, 59), sections=["Dân vận", "Xây dựng Đảng"])
    ContributionFactory(unit=row.unit, published_at=local(2026, 10, 1, 0, 0), sections=["Dân vận"])
    noted = {*FiledSection.objects.values_list("unit", "title", "month")}
    FiledSection.objects.all().delete()
    fill(apps, None)
    fill(apps, None)
    assert {*FiledSection.objects.values_list("unit", "title", "month")} == noted
    assert sorted((title, month.month) for _unit, title, month in noted) == [
        ("Dân vận", 9),
        ("Dân vận", 10),
        ("Xây dựng Đảng", 9),
    ]
