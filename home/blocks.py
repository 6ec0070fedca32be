"""What an article's body is made of."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import VideoChooserBlock

from units.snippets.blocks import PublicSnippetBlock

PARAGRAPH_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]
TABLE_OPTIONS = {"language": "vi-VN", "contextMenu": True, "rowHeaders": True, "colHeaders": True}


class PictureBlock(blocks.StructBlock):
    """An image with the text that stands for it, its caption and whose it is (ND-5.5a: text alternatives)."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        label=_("Text alternative"),
        max_length=250,
        help_text=_("What a person who cannot see the image needs to know of it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("Photographer or source"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/image.html"


class VideoBlock(blocks.StructBlock):
    """A film from the portal's own media, with what it says for those who cannot hear it."""

    video = VideoChooserBlock(label=_("Video"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    transcript = blocks.TextBlock(
        label=_("What is said in it"), required=False, help_text=_("For readers who cannot hear it, and for search.")
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"


class ArticleLinkBlock(blocks.StructBlock):
    """Another article, shown as a card; only while it is public."""

    page = blocks.PageChooserBlock(label=_("Article"), page_type="home.ArticlePage")

    def clean(self, value: Any) -> Any:
        """Refuse an article that readers cannot open."""
        cleaned = super().clean(value)
        if cleaned["page"] is not None and not cleaned["page"].live:
            raise blocks.StructBlockValidationError(
                block_errors={"page": ValidationError(_("This article is not public; choose a published one."))}
            )
        return cleaned

    class Meta:
        icon = "doc-full"
        label = _("Article")
        template = "blocks/article.html"


class BodyBlock(blocks.StreamBlock):
    """The body of an article or a general page."""

    paragraph = blocks.RichTextBlock(
        label=_("Paragraphs"), features=PARAGRAPH_FEATURES, template="blocks/paragraph.html"
    )
    heading = blocks.CharBlock(
        label=_("Heading"), max_length=200, icon="title", form_classname="title", template="blocks/heading.html"
    )
    image = PictureBlock()
    gallery = blocks.ListBlock(PictureBlock(), label=_("Gallery"), icon="image", template="blocks/gallery.html")
    quote = blocks.StructBlock(
        [
            ("text", blocks.TextBlock(label=_("Quotation"))),
            ("source", blocks.CharBlock(label=_("Who said it"), required=False, max_length=200)),
        ],
        icon="openquote",
        label=_("Quotation"),
        template="blocks/quote.html",
    )
    table = TableBlock(label=_("Table"), table_options=TABLE_OPTIONS, template="blocks/table.html")
    document = blocks.StructBlock(
        [
            ("document", DocumentChooserBlock(label=_("Document file"))),
            ("title", blocks.CharBlock(label=_("Title"), required=False, max_length=250)),
        ],
        icon="doc-full-inverse",
        label=_("Document file"),
        template="blocks/document.html",
    )
    video = VideoBlock()
    article = ArticleLinkBlock()
    situation = PublicSnippetBlock("knowledge.Situation", label=_("Common situation"), icon="help")

    class Meta:
        block_counts = {"gallery": {"max_num": 10}}
