"""The organisation behind the portal."""

from __future__ import annotations

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from home.images import EMBLEM
from home.models import OrganisationSettings
from tests.factories.portal import a_portal

pytestmark = pytest.mark.django_db


def test_no_reader_waits_for_the_emblem_to_be_made():
    a_portal()
    organisation = OrganisationSettings.objects.get()
    organisation.emblem = get_image_model().objects.create(title="Biểu trưng", file=get_test_image_file())
    organisation.save()
    assert [size.filter_spec for size in organisation.emblem.renditions.all()] == [EMBLEM]
