"""A place of the regulation: article, clause and point, as officials cite it (LD-7.3a, ND-14.3)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.vietnamese import sort_key

LARGEST_ARTICLE = 200
LARGEST_PARAGRAPH = 50
POINT_LENGTH = 2


@dataclass(frozen=True)
class Clause:
    """An article and perhaps a clause and a point of it; 0 and empty stand for none."""

    article: int
    paragraph: int = 0
    point: str = ""

    def __str__(self) -> str:
        """It as it is cited: "điểm a khoản 3 Điều 7"."""
        values = {"article": self.article, "paragraph": self.paragraph, "point": self.point}
        if self.point and self.paragraph:
            return _("point %(point)s, clause %(paragraph)s, article %(article)s") % values
        if self.point:
            return _("point %(point)s, article %(article)s") % values
        if self.paragraph:
            return _("clause %(paragraph)s, article %(article)s") % values
        return _("article %(article)s") % values

    @property
    def key(self) -> str:
        """It as an address carries it: "7.3.a"."""
        return f"{self.article}.{self.paragraph}.{self.point}"

    @classmethod
    def read(cls, key: str) -> Clause:
        """The clause behind a key. Raises ``ValueError`` where it is none."""
        article, paragraph, point = key.split(".")
        if len(point) > POINT_LENGTH or not (article.isdecimal() and paragraph.isdecimal()):
            raise ValueError(f"no clause: {key!r}")
        return cls(int(article[:5]), int(paragraph[:5]), point)

    @property
    def order(self) -> tuple[int, int, object]:
        """Its place in the regulation."""
        return self.article, self.paragraph, sort_key(self.point)
