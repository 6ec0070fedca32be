"""What hangs on a situation: the documents it rests on, forms to use, situations like it, and who wrote it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from search.vietnamese import is_symbol, tidy_symbol
from search.vietnamese.symbols import EXAMPLES
from units.contributions.shares import AuthorShare


class LegalBasis(Orderable):
    """A document that the resolution rests on: a file of the library or, without one, symbol, title and address."""

    situation = ParentalKey("knowledge.Situation", on_delete=models.CASCADE, related_name="legal_bases")
    document = models.ForeignKey(
        "knowledge.PortalDocument",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("document of the library"),
    )
    symbol = models.CharField(gettext_lazy("number and symbol"), max_length=60, blank=True)
    title = models.CharField(gettext_lazy("title of the document"), max_length=500, blank=True)
    provision = models.CharField(
        gettext_lazy("provision"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("Article, clause and point, such as “Điều 5, khoản 2”."),
    )
    address = models.URLField(gettext_lazy("address"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = gettext_lazy("legal basis")
        verbose_name_plural = gettext_lazy("legal bases")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """How it is cited: symbol and title, or the title of the file."""
        title = self.title or (self.document.title if self.document else "")
        return " – ".join(filter(None, [self.symbol, title]))

    def clean(self) -> None:
        """Refuse what is neither in the library nor named by a well-formed symbol (ND-9.5)."""
        super().clean()
        self.symbol = tidy_symbol(self.symbol)
        told = {"symbol": self.symbol, "examples": ", ".join(EXAMPLES)}
        if self.symbol and not is_symbol(self.symbol):
            sentence = _("“%(symbol)s” is no number and symbol of a document; write it like one of: %(examples)s.")
            raise ValidationError({"symbol": sentence % told})
        if self.document is None and not self.symbol:
            sentence = _("Choose a document of the library, or give its number and symbol, such as %(examples)s.")
            raise ValidationError({"symbol": sentence % told})
        if self.document is None and not self.title:
            raise ValidationError({"title": _("Give the title of the document: it is not in the library.")})


class UsedForm(Orderable):
    """A form that whoever resolves the situation fills in."""

    situation = ParentalKey("knowledge.Situation", on_delete=models.CASCADE, related_name="used_forms")
    document = models.ForeignKey(
        "knowledge.PortalDocument", models.PROTECT, related_name="+", verbose_name=gettext_lazy("document file")
    )
    title = models.CharField(gettext_lazy("title"), max_length=250, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = gettext_lazy("form to use")
        verbose_name_plural = gettext_lazy("forms to use")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its own title or the file's."""
        return self.title or self.document.title


class RelatedSituation(Orderable):
    """Another situation that a reader of this one may be looking for."""

    situation = ParentalKey("knowledge.Situation", on_delete=models.CASCADE, related_name="related_situations")
    other = models.ForeignKey(
        "knowledge.Situation", models.CASCADE, related_name="+", verbose_name=gettext_lazy("situation")
    )

    class Meta(Orderable.Meta):
        verbose_name = gettext_lazy("related situation")
        verbose_name_plural = gettext_lazy("related situations")

    def __str__(self) -> str:
        return str(self.other)


class SituationAuthor(AuthorShare):
    """An author of a situation and the share of the work in per cent."""

    situation = ParentalKey("knowledge.Situation", on_delete=models.CASCADE, related_name="authors")

    class Meta(AuthorShare.Meta):
        abstract = False
