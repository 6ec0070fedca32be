"""The demonstration's guidance: written and approved by its people, with files that open, for both presets."""

from __future__ import annotations

import io
import zipfile

import pytest
import time_machine
from django.utils import timezone

from home.demonstration import corpus
from home.demonstration.people import SINCE, enrol
from knowledge.demonstration import guidance
from knowledge.models import FieldOfWork, GuidancePage
from tests.factories.portal import bare_wagtail
from units import dependence, presets
from units.approval.models import Route
from units.approval.release import is_approved
from units.demonstrating import Scene

LAYS_ITSELF = True
pytestmark = pytest.mark.django_db


def test_a_new_and_an_old_version_and_a_page_that_depends_on_the_old_one(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = settings.PRIVATE_ROOT = tmp_path
    bare_wagtail()
    presets.apply(presets.read("nam-dinh"))
    accounts = enrol(corpus.load("nam-dinh"))
    Route.objects.update(valid_from=SINCE)
    few = [text for text in guidance.texts() if text["key"] in {"ket-nap-2025", "ket-nap-2026", "chuyen-sinh-hoat"}]
    monkeypatch.setattr(guidance, "texts", lambda: few)
    for step in guidance.part(Scene("nam-dinh", timezone.now(), accounts)):
        with time_machine.travel(step.at, tick=True) as clock:
            step.act(clock)
    public = GuidancePage.objects.live()
    assert all(is_approved(page, page.live_revision_id) for page in public)
    assert [page.title for page in public.no_longer()] == [few[0]["title"]]
    assert public.in_force().count() == 2
    assert list(dependence.sentences_for(public)) == [public.get(title=few[1]["title"]).pk]


def test_every_text_names_what_there_is_and_every_form_opens():
    texts = guidance.texts()
    assert len(texts) == 8
    keys = {text["key"] for text in texts}
    assert {text[name] for text in texts for name in ("replaces", "see") if name in text} <= keys
    assert all(text["agency"] in agencies for text in texts for agencies in guidance.AGENCIES.values())
    for file in {form["file"] for text in texts for form in text["forms"]}:
        content = (guidance.FORMS / file).read_bytes()
        if file.endswith(".pdf"):
            assert content.startswith(b"%PDF-")
        else:
            assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()


@pytest.mark.parametrize("preset", ["lam-dong", "nam-dinh"])
def test_both_presets_have_its_fields_agencies_and_writers(preset):
    bare_wagtail()
    entries = presets.read(preset).entries
    assert {text["field"] for text in guidance.texts()} <= {field.code for field in entries["fields"]}
    units = set(guidance.AGENCIES[preset].values())
    assert units <= {unit.code for unit in entries["units"]}
    people = {person.username for person in corpus.load(preset).people}
    assert {guidance.WRITER.format(unit=unit) for unit in units} <= people
    assert not FieldOfWork.objects.exists()
