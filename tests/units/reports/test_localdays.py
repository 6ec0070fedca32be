"""The day of a moment, as the database works it out, is the calendar's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories.contributions import ContributionFactory, local
from units import calendar
from units.models import Contribution
from units.reports.localdays import LocalDay

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))


@pytest.mark.clause("ND-8.1")
class LocalDays(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(MOMENTS, st.integers(-400, 400))
    def test_any_moment(self, moment: datetime, days: int) -> None:
        row = ContributionFactory(published_at=moment)
        (day,) = Contribution.objects.filter(pk=row.pk).values_list(LocalDay("published_at", days), flat=True)
        assert day == calendar.day_of(moment) + timedelta(days=days)


@pytest.mark.django_db
@pytest.mark.clause("ND-8.1")
def test_midnight_divides_days_and_no_moment_has_no_day() -> None:
    for moment, day in ((local(2026, 9, 30, 23, 59, 59), 30), (local(2026, 10, 1, 0, 0), 1)):
        row = ContributionFactory(published_at=moment, submitted_at=None)
        found = Contribution.objects.filter(pk=row.pk).values_list(LocalDay("published_at"), LocalDay("submitted_at"))
        assert [(public.day, submitted) for public, submitted in found] == [(day, None)]
