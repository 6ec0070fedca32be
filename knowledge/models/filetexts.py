"""The text of document files as the search finds it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from knowledge.filetexts.reading import ADVICE, State
from knowledge.models.media import PortalDocument


class FileText(models.Model):
    """What was read of a document's file, and from which file: another one has to be read anew."""

    document = models.OneToOneField(PortalDocument, models.CASCADE, primary_key=True, related_name="file_text")
    file_name = models.CharField(max_length=255)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    #: Pages of a PDF, headed parts of a DOCX.
    passages = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(null=True)

    #: That a file was read does not mean that it is used.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.document)

    @property
    def advice(self) -> str:
        """What helps readers to find it by what it says; empty where nothing has to be done."""
        return str(ADVICE.get(State(self.state), ""))


class FilePartQuerySet(models.QuerySet["FilePart"]):
    """Parts as the search asks for them."""

    def of_present_files(self) -> FilePartQuerySet:
        """Those that were read from the file that their document has now."""
        return self.filter(whole__file_name=F("whole__document__file"))

    def for_lines(self) -> FilePartQuerySet:
        """With all that a result shows, and without the text, of which the index has its own."""
        return self.select_related("whole__document").defer("text")


class FilePart(index.Indexed, models.Model):
    """A part of a file's text, indexed for itself. The first one exists even of a file without text: for its title."""

    whole = models.ForeignKey(FileText, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    #: Where each page or headed part begins in the text: [characters before it, what it is called].
    places = models.JSONField(default=list)

    objects = FilePartQuerySet.as_manager()

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("title"),
        index.AutocompleteField("suggested"),
        index.SearchField("text"),
    ]
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("part of a file's text")
        verbose_name_plural = _("parts of files' texts")
        constraints = [models.UniqueConstraint(fields=["whole", "number"], name="one_part_a_number")]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title of the document: every part is found by it together with its own words."""
        return str(self.whole.document.title)

    @property
    def suggested(self) -> str:
        """The title once a document, for whoever is still typing it."""
        return self.title if self.number == 0 else ""

    @property
    def url(self) -> str:
        """Where the file is fetched."""
        return str(self.whole.document.url)

    @classmethod
    def get_indexed_objects(cls) -> QuerySet[Any]:
        """All parts, with what their facts are read from."""
        return cls.objects.select_related("whole__document__collection__unit")
