"""What the database holds at one moment, read plainly, without asking any rule of the portal."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, Revision, WorkflowState

from home.models import ArticlePage
from units.approval.models import Delegation, Emergency, Hold, StageState, Verdict, Withdrawal
from units.models import Membership

#: A word that stands in one version's text and nowhere else.
MARK = re.compile(r"(?<![A-Za-z0-9])zq\d+q(?![A-Za-z0-9])")

PAGE = ("path", "title", "live", "live_revision", "latest_revision", "owner", "unit", "slug", "expired", "locked")
TEXT = ("title", "summary", "kind", "origin", "lead_image")


@dataclass(frozen=True)
class Version:
    """One stored version: whose it is, what it says, and when it is to go public."""

    item: int
    seal: str
    content: dict[str, Any]
    waits_until: Any

    @property
    def marks(self) -> set[str]:
        """The marks in its text."""
        return set(MARK.findall(json.dumps(self.content)))

    @property
    def named(self) -> set[int]:
        """The accounts of the authors it names."""
        return {row["user"] for row in self.content.get("authors", []) if row.get("user")}

    @property
    def sections(self) -> list[int]:
        """The sections it is filed in."""
        return list(self.content.get("sections", []))


@dataclass(frozen=True)
class Photo:
    """Every row that matters, by key."""

    pages: dict[int, tuple[Any, ...]]
    versions: dict[int, Version]
    states: dict[int, tuple[Any, ...]]
    visits: dict[int, tuple[Any, ...]]
    verdicts: dict[int, tuple[Any, ...]]
    holds: dict[int, tuple[Any, ...]]
    withdrawals: dict[int, tuple[Any, ...]]
    emergencies: dict[int, tuple[Any, ...]]
    memberships: dict[int, tuple[Any, ...]]
    delegations: dict[int, tuple[Any, ...]]
    frame: str

    def of_page(self, pk: int, name: str) -> Any:
        """One field of an article."""
        return self.pages[pk][PAGE.index(name)]

    def waiting(self, item: int) -> tuple[int, tuple[Any, ...]] | None:
        """The visit at which the article waits: its key and (state, task, revision, status, editor, item)."""
        found = [(pk, row) for pk, row in self.visits.items() if row[5] == item and row[3] == "in_progress"]
        return found[-1] if found else None

    def held(self, item: int) -> bool:
        """Whether a hold of the article is open."""
        return any(row[0] == item and row[2] is None for row in self.holds.values())

    def changed(self, before: Photo) -> set[int]:
        """The articles of which anything is different: rows, versions, submissions, measures."""
        found = {pk for pk in self.pages.keys() | before.pages.keys() if self.pages.get(pk) != before.pages.get(pk)}
        for mine, earlier, item in (
            (self.versions, before.versions, lambda row: row.item),
            (self.states, before.states, lambda row: row[0]),
            (self.visits, before.visits, lambda row: row[5]),
            (self.holds, before.holds, lambda row: row[0]),
            (self.withdrawals, before.withdrawals, lambda row: row[0]),
            (self.emergencies, before.emergencies, lambda row: row[0]),
        ):
            different = [pk for pk in mine.keys() | earlier.keys() if mine.get(pk) != earlier.get(pk)]
            found |= {item(mine.get(pk) or earlier[pk]) for pk in different}
        return found


def photograph() -> Photo:
    """Read it all; eleven queries."""
    states = _rows(WorkflowState, "object_id", "status", "requested_by", "current_task_state")
    visits = _rows(StageState, "workflow_state", "task", "revision", "status", "editor")
    return Photo(
        pages=_rows(ArticlePage, *PAGE),
        versions={
            pk: Version(int(item), _seal(content), content, until)
            for pk, item, content, until in Revision.objects.order_by("pk").values_list(
                "pk", "object_id", "content", "approved_go_live_at"
            )
        },
        states={pk: (int(row[0]), *row[1:]) for pk, row in states.items()},
        visits={pk: (*row, int(states[row[0]][0])) for pk, row in visits.items()},
        verdicts=_rows(Verdict, "visit", "user", "acts_for", "decision"),
        holds=_measures(Hold),
        withdrawals=_measures(Withdrawal),
        emergencies=_measures(Emergency),
        memberships=_rows(Membership, "user", "role__code", "unit", "valid_from", "valid_to"),
        delegations=_rows(Delegation, "membership", "delegate", "valid_from", "valid_to"),
        frame=_frame(),
    )


def _rows(model: Any, *fields: str) -> dict[int, tuple[Any, ...]]:
    found = model.objects.order_by("pk").values_list("pk", *fields)
    return {row[0]: tuple(row[1:]) for row in found}


def _measures(model: Any) -> dict[int, tuple[Any, ...]]:
    rows = _rows(model, "item_id", "by", "ended_by", "revision")
    return {pk: (int(row[0]), *row[1:]) for pk, row in rows.items()}


def _seal(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def _frame() -> str:
    """Everything public that is no article: front page, sections, directories, units' pages."""
    pages = Page.objects.not_type(ArticlePage).order_by("pk")
    return repr(list(pages.values_list("pk", "title", "live", "slug", "path", "live_revision")))
