"""Markup that somehow got into any field of text stays text on every screen and every page that shows it."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import models
from django.test import Client
from taggit.models import Tag
from wagtail.fields import RichTextField
from wagtail.models import Collection, Page, Revision, Site, Task, TaskState, Workflow

from home.models import ArticlePage
from tests.factories import situations
from tests.factories.articles import a_public
from tests.house.screens import page_of
from tests.operations._hostile import FUZZING, HARM, RAW
from tests.units._belongings import foreign
from tests.units._house import House, a_house
from tests.units._walk import addresses

pytestmark = [pytest.mark.hypothesis, pytest.mark.django_db, pytest.mark.clause("ND-13.3", "LD-4.1c")]

ROOMS = ("home", "units", "knowledge", "qa", "search", "accounts", "operations")
OF_WAGTAIL = {Collection, Group, Page, Site, Tag, Task, TaskState, Workflow}
#: The record is written once and never again; the rest says what is to be done with a file or an address.
LEFT = {"RecordEntry", "UserCode"}
#: Shown in lists, and written by Wagtail itself.
SHOWN_TOO = {"draft_title", "name"}
#: The way out, and one that fails on purpose.
NO_SCREEN = {"wagtailadmin_logout", "wagtailadmin_error_test"}
#: The ordinary suite opens one screen of the administration in so many; `make fuzz` opens all of them.
ONE_IN = 5
LISTS = ("/hoi-dap/", "/tinh-huong/", "/rss/")


@pytest.fixture
def house(settings: Any, tmp_path: Any) -> House:
    settings.MEDIA_ROOT = tmp_path
    settings.PRIVATE_ROOT = tmp_path / "private"
    return a_house()


def fields_of(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """The fields of a model that people type text into, of any length and with any signs."""
    told_apart = {name for rule in model._meta.constraints for name in getattr(rule, "fields", ())}
    told_apart |= {name for names in model._meta.unique_together for name in names}
    for field in model._meta.local_fields:
        plain = type(field) in (models.CharField, models.TextField) and not isinstance(field, RichTextField)
        typed = field.editable or field.name in SHOWN_TOO
        if plain and typed and not field.choices and not field.unique and field.name not in told_apart:
            yield field


def poison() -> int:
    """Put markup into every field of text that holds something, and into every draft; how many fields those are."""
    poisoned = 0
    for model in apps.get_models():
        if (model._meta.app_label not in ROOMS and model not in OF_WAGTAIL) or model.__name__ in LEFT:
            continue
        for field in fields_of(model):
            harm = HARM[: field.max_length or len(HARM)]
            poisoned += model._base_manager.exclude(**{field.name: ""}).update(**{field.name: harm}) > 0
    Tag.objects.update(name=HARM[:100])
    for revision in Revision.objects.all():
        typed = {field.name for field in _all_fields(revision) if field.name in revision.content}
        content = revision.content | {name: HARM[:255] for name in typed if revision.content[name]}
        # Past the portal's own door, which leaves a submitted version as it was.
        Revision.objects.filter(pk=revision.pk).update(content=content)
    return poisoned


def _all_fields(revision: Revision) -> Iterator[models.Field[Any, Any]]:
    model = revision.content_type.model_class()
    for parent in (model, *model._meta.get_parent_list()):
        yield from fields_of(parent)


def test_markup_in_any_field_of_anything_is_text_wherever_it_is_shown(house: House) -> None:
    there = foreign(house)
    public = [
        a_public(house.ours, house.contributor, house.board, sections=[house.portal.news]),
        situations.a_public(house.ours, house.contributor, house.board),
        *ArticlePage.objects.published()[:1],
    ]
    screens = {name: address for name, address in addresses(there, thorough=False) if name not in NO_SCREEN}
    faces = ["/", house.portal.news.url, house.ours.page.url, "/tim-kiem/?q=script", *LISTS]
    assert poison() > 60
    chief, reader = house.client("superuser"), Client()
    chief.raise_request_exception = reader.raise_request_exception = False
    faces += [type(item).objects.get(pk=item.pk).url for item in public]
    answers = {address: reader.get(address) for address in faces}
    answers |= {address: chief.get(address) for address in chosen(screens)}
    pages = {address: page_of(answer) for address, answer in answers.items()}
    assert [address for address, answer in answers.items() if answer.status_code >= 500] == []
    assert [address for address, page in pages.items() if any(raw in page for raw in RAW)] == []
    # It was there to be seen, as text.
    shown = [page for page in pages.values() if html.escape("<script>alert(1)", quote=False) in page]
    assert len(shown) > len(pages) / 4


def chosen(screens: dict[str, str]) -> list[str]:
    """The addresses to open: all in a long run, otherwise one in so many, and fewer of Wagtail's own."""
    own = [screens[name] for name in sorted(screens) if not name.startswith("wagtail")]
    stock = [screens[name] for name in sorted(screens) if name.startswith("wagtail")]
    return [*own, *stock] if FUZZING else [*own[::ONE_IN], *stock[:: 3 * ONE_IN]]
