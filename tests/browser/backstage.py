"""Articles in every state that approval knows, and the screens on which people find them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from home.models import ArticlePage
from tests.browser.regulations import NamDinh
from tests.factories.articles import a_returned, a_waiting
from units.approval import actions, delegating, editing, measures
from units.approval.checklist import Question
from units.approval.models import Route, StageState
from units.calendar import today
from units.models import Membership

ANSWERS = {"checklist": list(Question.values), "source_checked": "document", "grade": "good"}


class Backstage:
    """What stands where: one article at each stage, one edited, held, withdrawn, overdue, published in an emergency."""

    def __init__(self, people: NamDinh) -> None:
        self.people = people
        seat = Membership.objects.get(user=people.secretary)
        delegating.delegate(seat, people.deputy, today(), today() + timedelta(days=3), "Đi công tác", people.secretary)
        self.at_leader = self._article(0)
        self.returned = a_returned(people.unit, people.writer, people.leader, sections=[people.section])
        self.at_team, self.edited, self.at_committee = self._article(1), self._article(1), self._article(2)
        editing.begin(self.edited, people.editor)
        self.at_webmaster, self.public, self.held = self._article(3), self._article(4), self._article(4)
        measures.hold(self.held, people.propaganda, "Chờ xác minh.")
        self.withdrawn = self._article(4)
        end = measures.End("withdrawn", "Số liệu chưa đúng.")
        measures.withdraw(self.withdrawn, people.propaganda, "Số liệu sai.", end)
        self.urgent = self._article(0)
        measures.publish_in_emergency(self.urgent, people.secretary, "Thiên tai.")
        StageState.objects.waiting().of(self.at_team).update(due_at=timezone.now() - timedelta(days=3))

    def _article(self, approvals: int) -> ArticlePage:
        """An article of the unit that so many stages have approved."""
        people = self.people
        article = a_waiting(people.unit, people.writer, sections=[people.section])
        passed = ((people.leader, {}), (people.second_editor, ANSWERS), (people.secretary, {}), (people.webmaster, {}))
        for approver, said in passed[:approvals]:
            actions.approve(ArticlePage.objects.get(pk=article.pk), approver, **said)
        return ArticlePage.objects.get(pk=article.pk)

    def screens(self) -> dict[Any, list[str]]:
        """The addresses by the person who opens them."""
        people, route = self.people, Route.objects.in_force().get()
        trial = f"?unit={people.unit.pk}&kind=news&origin=own&sections={people.section.pk}"
        return {
            people.writer: [
                reverse("wagtailadmin_home"),
                *map(reverse, ("approval:my_work", "messages:index", "messages:choice")),
                *map(reverse, ("sending:send", "sending:mine")),
                reverse("sending:fate", args=[self.returned.pk]),
                review_of(self.returned),
            ],
            people.leader: [
                reverse("approval:my_work"),
                review_of(self.at_leader),
                reverse("console:unit", args=[people.unit.code]),
                reverse("members:unit_team", args=["leader", people.unit.code]),
            ],
            people.editor: [
                reverse("approval:my_work"),
                *map(review_of, (self.at_team, self.edited, self.at_committee)),
                *map(reverse, ("members:teams", "clock:late")),
                reverse("members:team", args=["editorial_team"]),
            ],
            people.deputy: [reverse("approval:my_work"), review_of(self.at_committee), reverse("approval:delegations")],
            people.secretary: [
                reverse("approval:delegate"),
                *map(review_of, (self.public, self.held, self.withdrawn)),
                measure("hold", self.public),
                measure("withdraw", self.public),
                measure("emergency", self.at_leader),
            ],
            people.webmaster: [review_of(self.at_webmaster)],
            people.propaganda: [
                review_of(self.urgent),
                measure("release", self.held),
                *map(reverse, ("approval:overseeing", "approval:emergencies", "arranging:index", "console:index")),
                reverse("arranging:section", args=[people.section.code]),
            ],
            people.office: [
                *map(reverse, ("approval:delegate", "members:vacant", "record:index", "routes:index")),
                reverse("routes:route", args=[route.pk]) + trial,
                reverse("routes:edit", args=[route.pk]),
            ],
        }


def review_of(article: Any) -> str:
    return reverse("approval:review", args=[article.pk])


def measure(verb: str, article: Any) -> str:
    return reverse(f"approval:{verb}", args=[article.pk])
