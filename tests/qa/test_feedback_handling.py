"""What officers and leaders do with feedback: who may, who may not, what follows, who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

import units.people
from qa.feedback.desk import standing
from qa.feedback.handling import directing, holding, taking, working
from qa.feedback.handling.taking import Sorting
from qa.feedback.models import Feedback, Kind, Outcome, Severity, State
from qa.feedback.rules import Rules
from qa.feedback.sending import status
from tests.factories.articles import a_public
from tests.factories.feedback import a_leader, an_officer, proposed, sent, taken
from tests.factories.portal import a_portal
from tests.factories.units import MembershipFactory, UserFactory
from units import calendar
from units.approval.holding import open_hold
from units.messages.models import Message
from units.models import Membership, Role

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-4.6", "ND-5.4c", "ND-11.2", "LD-3.1c", "LD-3.7")]

SOON = timedelta(days=6)


@pytest.fixture
def portal():
    return a_portal()


@pytest.fixture
def officer(portal):
    return an_officer(portal)


def day(ahead: int = 6):
    return calendar.today() + timedelta(days=ahead)


def fresh(feedback: Feedback) -> Feedback:
    return Feedback.objects.get(pk=feedback.pk)


def test_it_goes_from_its_sender_to_a_direction_and_back_with_an_outcome(portal, officer):
    leader = a_leader(portal)
    feedback = taken(officer)
    taking.sort(feedback.pk, officer, Sorting(None, portal.city, Severity.SERIOUS))
    working.advise(feedback.pk, officer, "Nên kiểm tra thực địa.")
    working.refer(feedback.pk, officer, "Ủy ban nhân dân xã", day(), "Đề nghị kiểm tra.")
    shown = status.of(fresh(feedback))
    assert shown.authority == "Ủy ban nhân dân xã"
    assert standing.of(fresh(feedback)).who == str(officer)
    working.note_reply(feedback.pk, officer, "Xã đã kiểm tra, vượt thẩm quyền.")
    directing.propose(feedback.pk, officer, "Đề nghị Thường trực chỉ đạo huyện.")
    assert standing.of(fresh(feedback)).due_at > timezone.now()
    direction = directing.direct(feedback.pk, leader, "Huyện sửa xong trước mùa mưa.", day())
    assert Message.objects.filter(recipient=officer, item_id=str(feedback.pk)).count() >= 1
    with pytest.raises(PermissionDenied):
        working.close(feedback.pk, officer, Outcome.ACTED, "Đã sửa.")
    directing.fulfil(feedback.pk, officer, "Huyện đã sửa xong.")
    direction.refresh_from_db()
    assert (direction.done_by, direction.report) == (officer, "Huyện đã sửa xong.")
    working.close(feedback.pk, officer, Outcome.ACTED, "Đường đã sửa xong.")
    shown = status.of(fresh(feedback))
    assert (shown.is_open, shown.outcome_text) == (False, "Đường đã sửa xong.")
    acts = list(feedback.steps.values_list("act", flat=True))
    assert acts == (
        ["received", "taken", "sorted", "advised", "referred", "replied", "proposed", "directed", "fulfilled", "closed"]
    )


def people_of(portal, officer):
    """Everybody who might wish to have a look."""
    unnamed = UserFactory()
    role = Role.objects.get(code="feedback_officer")
    MembershipFactory(user=unnamed, role=role, unit=None, decision=" ")
    over = UserFactory()
    MembershipFactory(user=over, role=role, unit=None, valid_to=calendar.today() - timedelta(days=1))
    to_come = UserFactory()
    MembershipFactory(user=to_come, role=role, unit=None, valid_from=day(1))
    closed = an_officer(portal, is_active=False)
    return {
        "officer": officer,
        "colleague": an_officer(portal),
        "leader": a_leader(portal),
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "office": portal.member("office"),
        "overseer": portal.member("overseer"),
        "unit's leader": portal.member("leader", portal.propaganda),
        "contributor": portal.member("contributor", portal.propaganda),
        "without a decision": unnamed,
        "no longer": over,
        "not yet": to_come,
        "closed account": closed,
    }


def may(feedback: Feedback, people: dict, asked) -> set[str]:
    found = Feedback.objects.select_related("officer").get(pk=feedback.pk)
    return {name for name, person in people.items() if asked(Rules(found, person))}


def test_nobody_but_named_officers_reads_it_and_leaders_what_is_theirs_to_see(portal, officer):
    people = people_of(portal, officer)
    information, wrong = sent(), sent(text="Bài này ghi sai ngày họp của chi bộ.")
    Feedback.objects.filter(pk=wrong.pk).update(kind=Kind.WRONG)
    put = proposed(officer, text="Việc này phải xin ý kiến cấp trên.")

    def reads(rules: Rules) -> bool:
        return rules.may_read

    assert may(information, people, reads) == {"officer", "colleague"}
    for feedback in (wrong, put):
        assert may(feedback, people, reads) == {"officer", "colleague", "leader"}


def test_each_act_is_open_to_those_it_is_for_in_the_state_it_is_for(portal, officer):
    names = ("officer", "colleague", "leader", "superuser", "overseer", "contributor")
    people = {name: person for name, person in people_of(portal, officer).items() if name in names}
    for person in people.values():
        units.people.keep(person)
    received, in_hand, put = (
        sent(),
        taken(officer, text="Phản ánh đang được xử lý."),
        proposed(officer, text="Việc này xin ý kiến."),
    )
    referred = taken(officer, text="Phản ánh đã được chuyển đi nơi khác.")
    working.refer(referred.pk, officer, "UBND", day(), "Đề nghị giải quyết.")
    directed = proposed(officer, text="Phản ánh đã có chỉ đạo rồi.")
    directing.direct(directed.pk, people["leader"], "Làm ngay.", day())
    closed = taken(officer, text="Phản ánh đã xong.")
    working.close(closed.pk, officer, Outcome.UNFOUNDED, "Không có việc đó.")
    states = {"received": received, "in hand": in_hand, "put": put, "referred": referred}
    states |= {"directed": directed, "closed": closed}
    both, mine, leader = {"officer", "colleague"}, {"officer"}, {"leader"}
    table = {
        Rules.why_not_take: {"received": both},
        Rules.why_not_assign: {"received": both, **dict.fromkeys(("in hand", "put", "referred", "directed"), mine)},
        Rules.why_not_sort: dict.fromkeys(("received", "in hand", "put", "referred", "directed"), both),
        Rules.why_not_advise: dict.fromkeys(("in hand", "put", "referred", "directed"), mine),
        Rules.why_not_refer: {"in hand": mine, "referred": mine},
        Rules.why_not_note_reply: {"referred": mine},
        Rules.why_not_direct: {"put": leader},
        Rules.why_not_fulfil: {"directed": mine},
        Rules.why_not_hold: {},
        Rules.why_not_ask_identity: {},
    }
    for asked, allowed in table.items():
        for name, feedback in states.items():
            found = may(feedback, people, lambda rules, asked=asked: asked(rules) is None)
            assert found == allowed.get(name, set()), (asked.__name__, name)


def test_the_verbs_ask_the_rules_and_a_few_words(portal, officer):
    stranger, feedback = portal.member("office"), taken(officer)
    refused = [
        lambda: taking.take(feedback.pk, stranger),
        lambda: taking.assign(feedback.pk, officer, stranger),
        lambda: taking.assign(feedback.pk, officer, officer),
        lambda: taking.sort(feedback.pk, stranger, Sorting(None, None, Severity.MINOR)),
        lambda: working.advise(feedback.pk, stranger, "Nên làm."),
        lambda: working.advise(feedback.pk, officer, "  "),
        lambda: working.refer(feedback.pk, stranger, "UBND", day(), "Chuyển."),
        lambda: working.refer(feedback.pk, officer, "UBND", day(-1), "Chuyển."),
        lambda: working.refer(feedback.pk, officer, "UBND", day(900), "Chuyển."),
        lambda: working.note_reply(feedback.pk, officer, "Trả lời."),
        lambda: working.close(feedback.pk, stranger, Outcome.ACTED, "Xong."),
        lambda: working.close(feedback.pk, officer, "", "Xong."),
        lambda: working.close(feedback.pk, officer, Outcome.ACTED, " "),
        lambda: directing.propose(feedback.pk, stranger, "Đề nghị."),
        # Nobody is named to direct.
        lambda: directing.propose(feedback.pk, officer, "Đề nghị."),
        lambda: directing.direct(feedback.pk, officer, "Làm.", day()),
        lambda: directing.fulfil(feedback.pk, officer, "Đã làm."),
        lambda: holding.hold(feedback.pk, officer, "Sai."),
    ]
    for act in refused:
        with pytest.raises(PermissionDenied) as refusal:
            act()
        assert str(refusal.value)
    assert fresh(feedback).state == State.IN_HAND
    with pytest.raises(ValueError, match="never changed"):
        feedback.steps.first().save()


def test_what_an_officer_has_left_behind_another_goes_on_with(portal, officer):
    colleague, third = an_officer(portal), an_officer(portal)
    feedback = taken(officer)
    taking.assign(feedback.pk, officer, colleague, "Việc của đồng chí.")
    with pytest.raises(PermissionDenied) as refusal:
        taking.take(feedback.pk, third)
    assert str(colleague) in str(refusal.value)
    Membership.objects.filter(user=colleague).update(valid_to=calendar.today() - timedelta(days=1))
    assert taking.take(feedback.pk, third).officer == third


def test_nobody_is_named_unnoticed(portal, officer):
    leader = a_leader(portal)
    root = UserFactory(is_superuser=True)
    Message.objects.all().delete()
    MembershipFactory(user=root, role=Role.objects.get(code="feedback_officer"), unit=None, decision="")
    portal.member("contributor", portal.city)
    told = Message.objects.all()
    assert {message.recipient for message in told} == {officer, leader}
    assert all(str(root) in message.text and message.urgent for message in told)


@pytest.mark.clause("ND-13.2", "ND-5.4a")
def test_one_act_holds_the_reported_page_by_the_rule_of_approval_and_the_leaders_are_told(portal, officer):
    leader = a_leader(portal)
    article = a_public(
        portal.office, portal.member("contributor", portal.office), portal.member("board", portal.office)
    )
    feedback = sent(text="Bài ghi sai ngày họp chi bộ.", page=article)
    assert Message.objects.filter(recipient=leader).count() == 1
    with pytest.raises(PermissionDenied):
        holding.hold(feedback.pk, officer, "Ghi sai ngày họp.")
    MembershipFactory(user=officer, role=Role.objects.get(code="overseer"), unit=None)
    officer = type(officer).objects.get(pk=officer.pk)
    with pytest.raises(PermissionDenied):
        holding.hold(feedback.pk, officer, " ")
    holding.hold(feedback.pk, officer, "Đang kiểm tra.")
    article.refresh_from_db()
    assert not article.live
    assert open_hold(article).by == officer
    assert Message.objects.filter(recipient=leader).count() == 2
    assert not Message.objects.filter(text__contains="ngày họp").exists()
    # An overseer who is no officer has the measure, but not by way of the feedback.
    with pytest.raises(PermissionDenied):
        holding.hold(feedback.pk, portal.member("overseer"), "Sai.")
    working_on = taking.take(feedback.pk, officer)
    working.close(working_on.pk, officer, Outcome.CORRECTED, "Bài đã được sửa.")
    assert Message.objects.filter(recipient=leader).count() == 3
