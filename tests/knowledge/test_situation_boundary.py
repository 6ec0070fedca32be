"""The boundary before every view of a snippet, whatever Wagtail's viewset offers or will offer (LD-3.6, ND-13.6a)."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import Http404
from django.test import RequestFactory
from django.urls import path, reverse
from django.views import View

from knowledge.models import PortalDocument, Situation, UsedForm
from knowledge.situation_admin import SituationViewSet
from tests.factories.articles import a_draft as an_article
from tests.factories.situations import a_draft, a_public, a_waiting
from tests.units._foreign import SECRET
from tests.units._house import House, a_house
from units.approval import inbox, measures
from units.approval.items import find
from units.models import Emergency
from units.record.models import RecordEntry
from units.record.words import rows
from units.snippets.permissions import UnitSnippetPolicy

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-3.6", "ND-9.1", "ND-13.6a")]


class NewView(View):
    """A view of an item as a later Wagtail might add one, which asks nobody."""

    model: Any = None

    def get(self, request: Any, pk: int) -> Any:
        raise AssertionError("nobody asked whether the person may")


class Everything(SituationViewSet):
    """The viewset with all that Wagtail can switch on, and with one view more."""

    copy_view_enabled = True
    inspect_view_enabled = True

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("moi/<int:pk>/", self.construct_view(NewView), name="new")]


@pytest.fixture
def house() -> House:
    return a_house()


def arguments(item: Situation, wanted: set[str]) -> dict[str, Any]:
    state = item.current_workflow_state
    known = {
        "pk": str(item.pk),
        "revision_id": item.latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "action_name": "approve",
        "task_state_id": state.current_task_state_id if state else 1,
        "workflow_state_id": state.pk if state else 1,
        "task_id": state.current_task_state.task_id if state else 1,
    }
    return {name: known[name] for name in wanted}


def ask(view: Any, person: Any, method: str, given: dict[str, Any]) -> Any:
    request = getattr(RequestFactory(), method)("/")
    request.user, request.session = person, {}
    request._messages = FallbackStorage(request)
    return view(request, **given)


def test_no_view_of_an_item_runs_for_somebody_of_another_unit(house):
    foreign = [a_waiting(house.theirs, house.their_writer), a_draft(house.theirs, house.their_writer)]
    asked = 0
    for pattern in Everything().get_urlpatterns():
        wanted = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        if "pk" not in wanted:
            assert pattern.name in ("list", "list_results", "add", "preview_on_add"), "look at what it shows"
            continue
        for item in foreign:
            for person in (house.board, house.office):
                for method in ("get", "post"):
                    with pytest.raises(PermissionDenied):
                        ask(pattern.callback, person, method, arguments(item, wanted))
                    asked += 1
    assert asked > 150
    with pytest.raises(Http404):
        ask(Everything().edit_view, house.board, "get", {"pk": "x"})


def test_whoever_decides_on_it_is_let_in_and_only_while_they_do(house):
    waiting = a_waiting(house.ours, house.contributor)
    edit = reverse(Situation.snippet_viewset.get_url_name("edit"), args=[waiting.pk])
    assert house.client("second_board").get(edit).status_code == 200
    assert house.client("their_board").get(edit).status_code == 302


def test_a_usage_table_names_nothing_of_another_unit(house):
    shared = PortalDocument.objects.create(
        title="Mẫu đơn", file=ContentFile(b"%PDF-", "mau.pdf"), collection=house.ours.collection
    )
    hidden = a_draft(house.theirs, house.their_writer, title=SECRET)
    hidden.used_forms = [UsedForm(document=shared)]
    hidden.save()
    usage = reverse("wagtaildocs:document_usage", args=[shared.pk])
    assert SECRET not in house.client("board").get(usage).content.decode()
    assert SECRET in house.client("superuser").get(usage).content.decode()


def test_a_form_is_served_once_a_public_situation_offers_it(house, client):
    document = PortalDocument.objects.create(
        title="Mẫu đơn", file=ContentFile(b"%PDF-", "mau.pdf"), collection=house.ours.collection
    )
    address = document.url
    item = a_draft(house.ours, house.contributor)
    item.used_forms = [UsedForm(document=document)]
    item.save()
    item.save_revision(user=house.contributor)
    assert client.get(address).status_code == 404
    public = a_public(house.ours, house.contributor, house.board, used_forms=[UsedForm(document=document)])
    assert client.get(address).status_code == 200
    measures.withdraw(public, house.board, "Sai mẫu", measures.End("error"))
    assert client.get(address).status_code == 404


def test_the_record_names_a_draft_to_its_own_unit_alone(house):
    hidden = a_waiting(house.theirs, house.their_writer, title=SECRET)
    entries = list(RecordEntry.objects.about(hidden))
    assert entries
    assert SECRET not in {row.title for row in rows(entries, house.board)}
    assert {row.url for row in rows(entries, house.board)} == {""}
    own = rows(entries, house.their_board)
    assert {row.title for row in own} == {SECRET}
    assert own[0].url == reverse("approval:review", args=[f"situation-{hidden.pk}"])


def test_a_page_and_a_snippet_of_one_number_are_not_mistaken_for_each_other(house):
    article = an_article(house.ours, house.board)
    item = a_draft(house.ours, house.contributor, pk=article.pk)
    made = Emergency.objects.create(
        item_type=item.get_base_content_type(),
        item_id=str(item.pk),
        title=item.title,
        unit=house.ours,
        revision=item.latest_revision,
        by=house.committee,
        reason="Khẩn",
    )
    assert made in inbox.to_sign_off_by(house.board)
    assert made not in inbox.to_sign_off_by(house.contributor)
    assert find(item.item_key) == item
    assert find(article.item_key) == article
    for nobodys in ("0", "page-1", "situation-0", f"user-{house.board.pk}"):
        with pytest.raises(Http404):
            find(nobodys)


def test_the_policy_agrees_with_the_tester(house):
    mine, foreign = a_draft(house.ours, house.contributor), a_draft(house.theirs, house.their_writer)
    policy = UnitSnippetPolicy(Situation)
    for person in (house.contributor, house.board, house.leader, house.office, house.superuser, house.reader):
        listed = set(policy.instances_user_has_any_permission_for(person, {"change"}))
        assert listed == {item for item in (mine, foreign) if item.permissions_for_user(person).can_edit()}
        assert not policy.user_has_permission(person, "publish")
        for item in (mine, foreign):
            may = policy.user_has_permission_for_instance(person, "change", item)
            assert (person in policy.users_with_permission_for_instance("change", item)) == may
