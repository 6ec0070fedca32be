"""What presets say of the index of situations: its name, and where it stands in the menu (ND-6.2g)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext as _

from knowledge.models import SituationIndexPage
from knowledge.models.situations import PUBLIC_ROOT
from units.presets import Journal, Table, front_page, register
from units.presets.schema import Refers


@dataclass(frozen=True)
class SituationsEntry:
    """The index of situations, and the entry of the menu's first level that it follows."""

    title: str
    heading: str
    clause: str
    intro: str = ""
    after: Annotated[str, Refers("sections", "directories")] = ""


def lay_situations(entries: Sequence[SituationsEntry], journal: Journal) -> None:
    """The index of situations, right below the front page: the address of each of them begins there."""
    (entry,) = entries
    index = SituationIndexPage.objects.first()
    if index is None:
        index = SituationIndexPage(
            title=entry.title, slug=PUBLIC_ROOT, heading=entry.heading, intro=entry.intro, show_in_menus=True, live=True
        )
        neighbour = front_page().get_children().filter(slug=entry.after).first() if entry.after else None
        if neighbour is None:
            front_page().add_child(instance=index)
        else:
            neighbour.add_sibling("right", instance=index)
        journal.make(_("Index of situations"), entry.title)
    journal.compare(
        _("Index of situations"),
        PUBLIC_ROOT,
        {
            _("title"): (index.title, entry.title),
            _("heading"): (index.heading, entry.heading),
            _("introduction"): (index.intro, entry.intro),
        },
    )


# After the menu has been put in order, which nothing that it does not name may stand between.
register(Table("situations", SituationsEntry, lay_situations, order=85, many=False))
