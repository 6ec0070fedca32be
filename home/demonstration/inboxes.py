"""Something waits in every inbox of a demonstration: updates of public articles, as far along the route as it takes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from wagtail.models import Page

from home.models import ArticlePage, HomePage, StandardPage
from home.models.articles import ArticleQuerySet
from units.approval import actions
from units.approval.models import StageState, StageTask
from units.approval.rules import ApprovalRules
from units.models import Unit

if TYPE_CHECKING:
    from accounts.models import User

#: From submission to the first verdict, and from one stage to the next.
CONSIDERED_FOR = timedelta(hours=3)
UPDATE = "<p><strong>Cập nhật:</strong> Đơn vị đã bổ sung số liệu đến hết tuần và danh sách các tập thể tham gia.</p>"


class Clock(Protocol):
    """The travelled clock, which can be moved on."""

    def shift(self, delta: timedelta) -> None:
        """Move on by ``delta``."""
        ...


def again(page: Page) -> ArticlePage | StandardPage:
    """The page as it stands in the database now."""
    fresh: ArticlePage | StandardPage = Page.objects.get(pk=page.pk).specific
    return fresh


def decider(page: ArticlePage | StandardPage) -> User:
    """Whoever is first among those who may decide on ``page``. Raises ``RuntimeError`` where nobody may."""
    item = again(page)
    found = ApprovalRules(item, item.current_workflow_task_state.task.specific).eligible().order_by("pk").first()
    if found is None:
        raise RuntimeError(f"Nobody may decide on the demonstration's “{item.title}”; the preset lacks people.")
    return found


def fill_inboxes(clock: Clock) -> None:
    """Submit updates until every stage, in every unit where the stage is the unit's own, has something to decide."""
    for number, stage in enumerate(HomePage.objects.get().get_workflow().tasks.specific()):
        waiting = StageState.objects.filter(task=stage.pk, status=StageState.STATUS_IN_PROGRESS)
        if stage.scope == StageTask.Scope.SITE:
            if not waiting.exists():
                _update(ArticlePage.objects.published(), number, clock)
            continue
        for unit in Unit.objects.exclude(pk__in=waiting.values("unit")):
            _update(ArticlePage.objects.published().filter(unit=unit), number, clock)


def _update(public: ArticleQuerySet, approvals: int, clock: Clock) -> None:
    """Submit a longer version of the newest of ``public`` that is not under way, and give it ``approvals``."""
    article = next((article for article in public if article.current_workflow_state is None), None)
    if article is None:
        return
    longer = article.get_latest_revision_as_object()
    longer.body.append(("paragraph", UPDATE))
    longer.save_revision(user=article.owner, log_action=True)
    actions.submit(again(article), article.owner)
    for _approval in range(approvals):
        clock.shift(CONSIDERED_FOR)
        actions.approve(again(article), decider(article))
