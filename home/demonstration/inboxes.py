"""Something waits in every inbox of a demonstration: updates of public articles, as far along the route as it takes."""

from __future__ import annotations

from home.models import ArticlePage, HomePage
from units.approval import actions
from units.approval.models import Seat, StageState, StageTask
from units.approval.traits import traits_of
from units.demonstrating import CONSIDERED_FOR, Clock, again, approve
from units.models import Unit

UPDATE = "<p><strong>Cập nhật:</strong> Đơn vị đã bổ sung số liệu đến hết tuần và danh sách các tập thể tham gia.</p>"


def fill_inboxes(clock: Clock) -> None:
    """Submit updates until every stage has something to decide, in every unit that it may ask.

    The last stage goes first: fewer articles come as far.
    """
    units = list(Unit.objects.values_list("pk", flat=True))
    for stage in reversed(HomePage.objects.get().get_workflow().stages):
        for place in [None] if stage.scope == StageTask.Scope.SITE else units:
            waiting = StageState.objects.waiting().filter(task=stage.pk)
            if not Seat.objects.filter(visit__in=waiting, unit=place).exists():
                _update(stage, place, clock)


def _update(stage: StageTask, place: int | None, clock: Clock) -> None:
    """Submit a longer version of the newest article that ``stage`` would ask ``place`` about, and bring it there."""
    article = next((article for article in ArticlePage.objects.published() if _asks(stage, place, article)), None)
    if article is None:
        return
    longer = article.get_latest_revision_as_object()
    longer.body.append(("paragraph", UPDATE))
    longer.save_revision(user=article.owner, log_action=True)
    actions.submit(again(article), article.owner)
    while again(article).current_workflow_task_state.task_id != stage.pk:
        clock.shift(CONSIDERED_FOR)
        approve(article)


def _asks(stage: StageTask, place: int | None, article: ArticlePage) -> bool:
    needs = stage.needs_of(traits_of(article), article.unit)
    return any(place in need.units for need in needs) and article.current_workflow_state is None
