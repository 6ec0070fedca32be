"""The desk of feedback in the administration: what it shows to whom, within bounds, and what its buttons do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from knowledge.models import FieldOfWork
from qa import data_requests
from qa.feedback.models import Feedback, Kind, Outcome, Severity, State
from qa.models import IntakeFile
from tests.factories.articles import a_public
from tests.factories.feedback import TEXT, a_leader, an_officer, sent, taken
from tests.factories.portal import a_portal
from tests.factories.units import UserFactory
from units import calendar

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-11.2", "ND-12.4", "ND-5.4c", "ND-4.6")]

MANY, MOST_QUERIES = 5000, 15
INDEX = "/quan-tri/phan-anh/"


@pytest.fixture
def portal():
    return a_portal()


@pytest.fixture
def officer(portal):
    return an_officer(portal)


def do(client: Client, feedback: Feedback, verb: str, **said: object):
    data = {"verb": verb, **{f"{verb}-{name}": value for name, value in said.items()}}
    return client.post(reverse("feedback:record", args=[feedback.pk]), data)


def test_the_inbox_and_my_work_cost_no_more_with_five_thousand_records(portal, officer, client_of):
    now, field = timezone.now(), FieldOfWork.objects.get(code="to-chuc")
    Feedback.objects.bulk_create(
        Feedback(
            code_digest=f"{number:064}",
            kind=Kind.INFORMATION,
            text=f"{TEXT} {number}",
            received_at=now,
            outcome_due_at=now,
            due_at=now + timedelta(days=number % 30 - 10),
            severity=Severity.URGENT if number % 2 else "",
            field=field if number % 2 else None,
            about_unit=portal.city if number % 2 else None,
        )
        for number in range(MANY)
    )
    client = client_of(officer)
    narrowed = f"{INDEX}?loc=open&severity=urgent&field={field.pk}&unit={portal.city.pk}&kind=information&p=3"
    client.get(INDEX)
    for address in (INDEX, narrowed, f"{INDEX}?loc=closed", f"{INDEX}?loc=x&kind=x&unit=x&p=x"):
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(address)
        assert shown.status_code == 200
        assert len(queries) <= MOST_QUERIES, "\n".join(query["sql"][:120] for query in queries)
    page = client.get(narrowed).context["page"]
    assert (page.paginator.count, len(page.object_list)) == (MANY // 2, 20)
    work = client.get(reverse("approval:my_work")).content.decode()
    assert "5000" in work.replace(".", "")
    assert TEXT not in work


def test_every_button_of_the_desk_does_what_it_says(portal, officer, client_of):
    colleague, leader = an_officer(portal), a_leader(portal)
    feedback, client = sent(), client_of(officer)
    until = f"{calendar.today() + timedelta(days=6):%Y-%m-%d}"
    assert do(client, feedback, "sort", severity="serious", unit=portal.city.pk).status_code == 302
    do(client, feedback, "take")
    do(client, feedback, "assign", to=colleague.pk, said="Giúp tôi.")
    client = client_of(colleague)
    do(client, feedback, "advise", advice="Nên kiểm tra.")
    do(client, feedback, "refer", authority="UBND xã", said="Đề nghị kiểm tra.", until=until)
    do(client, feedback, "reply", reply="Đã kiểm tra.")
    do(client, feedback, "propose", proposal="Xin chỉ đạo.")
    directing = client_of(leader)
    assert str(feedback.pk) in directing.get(INDEX).content.decode()
    do(directing, feedback, "direct", text="Làm ngay.", until=until)
    do(client, feedback, "fulfil", report="Đã làm.")
    shown = client.get(reverse("feedback:record", args=[feedback.pk])).content.decode()
    for said in (TEXT, "Nên kiểm tra.", "UBND xã", "Đã kiểm tra.", "Xin chỉ đạo.", "Làm ngay.", "Đã làm.", "Giúp tôi."):
        assert said in shown
    assert do(client, feedback, "close", outcome=Outcome.ACTED, told="Đã giải quyết.").status_code == 302
    feedback.refresh_from_db()
    assert (feedback.state, feedback.severity, feedback.about_unit) == (State.CLOSED, "serious", portal.city)


def test_a_refusal_is_a_sentence_and_keeps_what_was_typed(portal, officer, client_of):
    feedback = taken(an_officer(portal))
    refused = do(client_of(officer), feedback, "advise", advice="Ý kiến đã gõ.")
    assert refused.status_code == 403
    mine = taken(officer, text="Phản ánh của tôi giữ.")
    long_ago = do(client_of(officer), mine, "refer", authority="UBND", said="Lời đã gõ.", until="2020-01-01")
    assert long_ago.status_code == 403
    assert "Lời đã gõ." in long_ago.content.decode()
    assert do(client_of(officer), mine, "close", outcome="acted", told="").status_code == 422
    assert do(client_of(officer), mine, "nothing").status_code == 302


def outsiders(portal):
    """Everybody who has something to do with the portal and nothing with feedback."""
    return [
        UserFactory(is_superuser=True, is_staff=True),
        portal.member("office"),
        portal.member("overseer"),
        portal.member("leader", portal.propaganda),
        portal.member("contributor", portal.propaganda),
    ]


def test_every_address_of_it_is_closed_to_everybody_else(portal, officer, client_of):
    article = a_public(
        portal.office, portal.member("contributor", portal.office), portal.member("board", portal.office)
    )
    wrong, information = sent(text="Bài ghi sai ngày họp.", page=article), sent()
    files = {}
    for feedback in (wrong, information):
        kept = IntakeFile(form="feedback", name="đơn.pdf", kind="application/pdf", size=5, holder=feedback)
        kept.file.save("x.pdf", ContentFile(b"%PDF-"), save=True)
        files[feedback.pk] = kept

    def addresses(feedback: Feedback) -> list[str]:
        key, number = files[feedback.pk].key, feedback.pk
        names = [reverse(f"feedback:{name}", args=[number]) for name in ("record", "reported")]
        return [*names, reverse("feedback:file", args=[number, key])]

    asked = data_requests.ask_by_code(information, "erase")
    posted_to = [reverse("feedback:identity", args=[wrong.pk]), reverse("data_requests:decide", args=[asked.pk])]

    for address in [*addresses(wrong), reverse("feedback:record", args=[information.pk]), INDEX]:
        assert client_of(officer).get(address).status_code == 200, address
    opened = client_of(officer).get(addresses(wrong)[1]).content.decode()
    assert article.title in opened
    leader = client_of(a_leader(portal))
    assert leader.get(addresses(wrong)[0]).status_code == 200
    closed = [(leader, address) for address in addresses(information)]
    for person in outsiders(portal):
        client = client_of(person)
        closed += [(client, address) for address in [INDEX, *addresses(wrong), *addresses(information)]]
        closed += [(client, address) for address in posted_to]
    closed += [(Client(), address) for address in [INDEX, *addresses(wrong), *addresses(information)]]
    for client, address in closed:
        for answer in (client.get(address), client.post(address, {"verb": "take", "step": "ask", "grant": "1"})):
            assert answer.status_code in {302, 403, 405}, address
            assert TEXT not in answer.content.decode()
    assert Client().get(files[wrong.pk].file.url).status_code == 404
    assert set(Feedback.objects.values_list("state", flat=True)) == {State.RECEIVED}


def test_the_menu_offers_it_to_those_alone_for_whom_it_is(portal, officer, client_of):
    home = reverse("wagtailadmin_home")
    assert f'"{INDEX}"' in client_of(officer).get(home).content.decode()
    for person in outsiders(portal):
        assert f'"{INDEX}"' not in client_of(person).get(home).content.decode()
