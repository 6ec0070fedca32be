"""Named questions about guidance: what holds, what does not any longer, and what has taken its place.

Which guidance holds is derived from what is public now and never stored: taking the new one down, for a while or for
good, lets the old one hold again.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate
from wagtail.query import PageQuerySet

from units import calendar
from units.audience import Audience, visible_to

#: The day from which a guidance holds.
BEGUN_ON = Coalesce("in_force_from", TruncDate("first_published_at"))


class GuidanceQuerySet(PageQuerySet):
    """Public guidance by its state."""

    def newest(self) -> GuidanceQuerySet:
        """What came into force last comes first."""
        return self.order_by(BEGUN_ON.desc(), "-pk")

    def replacing(self, old: object, audience: Audience | None = None, on: date | None = None) -> GuidanceQuerySet:
        """Readable guidance that names ``old`` as replaced and is in force on the day ``on`` (today)."""
        begun = Q(in_force_from=None) | Q(in_force_from__lte=on or calendar.today())
        readable = (audience or visible_to(None)).readable(self.model.objects.filter(begun, replaces=old))
        return readable.order_by("pk")

    def superseded(self, audience: Audience | None = None) -> GuidanceQuerySet:
        """Readable guidance whose place another has taken, annotated as ``units.dependence`` asks for."""
        readable: GuidanceQuerySet = (audience or visible_to(None)).readable(self)
        return readable.filter(Exists(self.replacing(OuterRef("pk"), audience))).with_successor(audience)

    def with_successor(self, audience: Audience | None = None) -> GuidanceQuerySet:
        """Annotated with what has taken its place: ``changed_on``, ``successor_title``, ``successor_url_path``."""
        new = self.replacing(OuterRef("pk"), audience)
        return self.annotate(
            changed_on=Subquery(new.annotate(begun_on=BEGUN_ON).values("begun_on")[:1]),
            successor_title=Subquery(new.values("title")[:1]),
            successor_url_path=Subquery(new.values("url_path")[:1]),
        )

    def _over(self, audience: Audience | None) -> Q:
        return Q(in_force_until__lt=calendar.today()) | Q(Exists(self.replacing(OuterRef("pk"), audience)))

    def in_force(self, audience: Audience | None = None) -> GuidanceQuerySet:
        """What holds, or will from a day to come."""
        return self.exclude(self._over(audience))

    def no_longer(self, audience: Audience | None = None) -> GuidanceQuerySet:
        """What has ended or been replaced."""
        return self.filter(self._over(audience))

    def filed_under(self, code: str) -> GuidanceQuerySet:
        """What is filed by the field of work ``code`` or by a part of it."""
        return self.filter(Q(field_of_work__code=code) | Q(field_of_work__parent__code=code))

    def for_lines(self) -> GuidanceQuerySet:
        """With all that a line of a list shows; the steps stay in the database."""
        forms = self.model._meta.get_field("forms").related_model.objects.filter(page=OuterRef("pk")).order_by()
        return (
            self.select_related("unit", "field_of_work__parent")
            .defer("steps")
            .annotate(form_count=Subquery(forms.values("page").annotate(count=Count("pk")).values("count")))
        )
