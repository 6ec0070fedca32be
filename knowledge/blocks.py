"""What guidance and the resolution of a situation are made of: text, steps and tables, nothing from elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock

from units.blocks import PARAGRAPH_FEATURES, TABLE_OPTIONS
from units.snippets.blocks import PublicSnippetBlock


class StepBlock(blocks.StructBlock):
    """One step: what is done, and how. Steps are numbered by themselves."""

    title = blocks.CharBlock(label=_("What is done"), max_length=200)
    text = blocks.RichTextBlock(label=_("How it is done"), features=PARAGRAPH_FEATURES)

    class Meta:
        icon = "list-ol"
        label = _("Step")
        template = "blocks/step.html"


class NoteBlock(blocks.StructBlock):
    """Something to bear in mind, set off from the text."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=PARAGRAPH_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "blocks/note.html"


class StepsBlock(blocks.StreamBlock):
    """The way from beginning to end."""

    step = StepBlock()
    paragraph = blocks.RichTextBlock(
        label=_("Paragraphs"), features=PARAGRAPH_FEATURES, template="blocks/paragraph.html"
    )
    note = NoteBlock()
    table = TableBlock(label=_("Table"), table_options=TABLE_OPTIONS, template="blocks/table.html")
    situation = PublicSnippetBlock("knowledge.Situation", label=_("Common situation"), icon="help")


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
        template="blocks/resolution_step.html",
    )
