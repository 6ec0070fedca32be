"""What the resolution of a situation is made of: text and steps, nothing from elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

PARAGRAPH_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]


class ResolutionBlock(blocks.StreamBlock):
    """How a situation is resolved: paragraphs, and steps that number themselves."""

    paragraph = blocks.RichTextBlock(
        label=_("Paragraphs"), features=PARAGRAPH_FEATURES, template="blocks/paragraph.html"
    )
    step = blocks.StructBlock(
        [
            ("title", blocks.CharBlock(label=_("What is done"), max_length=250)),
            ("who", blocks.CharBlock(label=_("Who does it"), required=False, max_length=200)),
            ("text", blocks.RichTextBlock(label=_("How"), required=False, features=PARAGRAPH_FEATURES)),
        ],
        icon="list-ol",
        label=_("Step"),
        template="blocks/step.html",
    )
