"""Guidance: edited, approved, read; its forms, its state, and what takes its place (ND-6.2d)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from knowledge.guidance.succession import refusal
from knowledge.models import GuidancePage
from tests.factories.guidance import STEP, a_document, a_guidance_draft, a_public_guidance
from tests.factories.situations import a_public as a_public_situation
from tests.factories.situations import a_waiting as a_waiting_situation
from tests.units._house import a_house
from units.approval import actions, measures
from units.approval.models import Withdrawal
from units.calendar import today
from units.contributions.models import Contribution
from units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-6.2d")]

OVER = "không còn áp dụng"


@pytest.fixture
def house(settings, tmp_path):
    settings.MEDIA_ROOT = settings.PRIVATE_ROOT = tmp_path
    return a_house()


def public(house, **fields) -> GuidancePage:
    return a_public_guidance(house.ours, house.contributor, house.board, **fields)


def read(page) -> str:
    return Client().get(page.url).content.decode()


@pytest.fixture
def pair(house):
    """An old guidance and the new one that replaced it ten days ago."""
    old = public(house, title="Hướng dẫn cũ")
    new = public(house, title="Hướng dẫn mới", replaces=old, in_force_from=today() - timedelta(days=10))
    return old, new


@pytest.mark.clause("ND-7.1d")
def test_a_reader_finds_steps_forms_basis_and_state(house):
    page = public(house, forms=[a_document(house.ours)])
    text = read(page)
    for told in ("Lập hồ sơ", "12-HD/BTCTW", "Chi bộ cơ sở", "Mẫu 1-KNĐ", "DOCX", "don-xin-vao-dang", "2026"):
        assert told in text, told
    assert OVER not in text
    assert Client().get(page.forms.get().document.url).status_code == 200


@pytest.mark.clause("ND-9.1")
def test_nobody_reads_a_draft_nor_fetches_its_forms(house):
    draft = a_guidance_draft(house.ours, house.contributor, forms=[a_document(house.ours)])
    assert Client().get(draft.url).status_code == 404
    assert Client().get(draft.forms.get().document.url).status_code == 404
    assert house.client("their_writer").get(draft.forms.get().document.url).status_code == 404


@pytest.mark.clause("LD-5.1a", "ND-9.1")
def test_its_writer_cannot_approve_it_and_it_counts_once_public(house):
    draft = a_guidance_draft(house.ours, house.contributor)
    actions.submit(draft, house.contributor)
    with pytest.raises(Exception, match=r".") as refused:
        actions.approve(GuidancePage.objects.get(pk=draft.pk), house.contributor)
    assert refused.type.__name__ == "PermissionDenied"
    assert not GuidancePage.objects.get(pk=draft.pk).live
    actions.approve(GuidancePage.objects.get(pk=draft.pk), house.board)
    row = Contribution.objects.get(item_id=draft.pk)
    assert (row.kind, row.unit, row.authors.get().user) == ("guidance", house.ours, house.contributor)


def test_the_new_one_supersedes_the_old_which_stays_readable_and_leads_on(pair):
    old, new = pair
    told = read(old)
    assert OVER in told
    assert f'href="{new.url}"' in told
    assert OVER not in read(new)
    assert f'href="{old.url}"' in read(new)
    assert list(GuidancePage.objects.in_force()) == [new]
    assert list(GuidancePage.objects.no_longer()) == [old]


def test_until_the_new_one_is_in_force_the_old_one_holds_and_says_what_comes(house):
    old = public(house)
    new = public(house, replaces=old, in_force_from=today() + timedelta(days=5))
    assert OVER not in read(old)
    assert f'href="{new.url}"' in read(old)
    assert old in GuidancePage.objects.in_force()


def test_a_draft_of_the_new_one_changes_nothing_and_is_not_named(house):
    old = public(house)
    a_guidance_draft(house.ours, house.contributor, title="Bản đang soạn", replaces=old)
    assert OVER not in read(old)
    assert "Bản đang soạn" not in read(old)


def test_a_hold_of_the_new_one_lets_the_old_one_hold_again_until_its_release(house, pair):
    old, new = pair
    measures.hold(new, house.board, "Có phản ánh")
    assert OVER not in read(old)
    assert new.title not in read(old)
    assert list(GuidancePage.objects.live().in_force()) == [old]
    measures.release(GuidancePage.objects.get(pk=new.pk), house.board, "Đã kiểm tra")
    assert OVER in read(old)


def test_a_withdrawal_of_the_new_one_does_so_for_good(house, pair):
    old, new = pair
    end = measures.End(Withdrawal.Meaning.WITHDRAWN.value, "Hướng dẫn mới có sai sót.")
    measures.withdraw(new, house.board, "Có sai sót", end)
    assert OVER not in read(old)
    assert new.title not in read(old)
    assert "Hết áp dụng" in read(new), "its kept text is still at its address"


def test_its_own_last_day_ends_it(house):
    page = public(house, in_force_until=today() - timedelta(days=1))
    assert OVER in read(page)
    assert page in GuidancePage.objects.no_longer()
    assert public(house, in_force_until=today()) in GuidancePage.objects.in_force()


def test_another_units_guidance_cannot_be_replaced_by_any_path(house):
    theirs = a_public_guidance(house.theirs, house.their_writer, house.their_board)
    with pytest.raises(ValidationError) as refused:
        a_guidance_draft(house.ours, house.contributor, replaces=theirs)
    assert "replaces" in refused.value.message_dict
    draft = a_guidance_draft(house.ours, house.contributor)
    draft.replaces = theirs
    with pytest.raises(ValidationError):
        draft.save_revision(user=house.contributor)


def test_the_unit_that_took_over_the_tasks_replaces_what_the_former_one_issued(house):
    theirs = a_public_guidance(house.theirs, house.their_writer, house.their_board)
    Unit.objects.filter(pk=house.theirs.pk).update(successor=house.ours)
    old = GuidancePage.objects.get(pk=theirs.pk)
    assert refusal(a_guidance_draft(house.ours, house.contributor), old) is None
    assert refusal(a_guidance_draft(house.boardless, house.lonely), old)


def test_what_was_never_public_and_what_follows_it_cannot_be_replaced(house, pair):
    old, new = pair
    draft = a_guidance_draft(house.ours, house.contributor)
    assert refusal(new, draft)
    assert refusal(old, new)
    assert refusal(old, old)


def test_a_copy_replaces_nothing(house, pair):
    _old, new = pair
    copied = new.copy(update_attrs={"title": "Bản sao", "slug": "ban-sao"}, keep_live=False, user=house.board)
    assert copied.replaces is None


@pytest.mark.clause("ND-2.1b", "ND-6.2g")
def test_it_leads_to_the_situations_of_its_field(house):
    page = public(house)
    situation = a_public_situation(house.ours, house.contributor, house.board, field=page.field_of_work)
    waiting = a_waiting_situation(house.ours, house.contributor, field=page.field_of_work)
    assert f'href="{situation.url}"' in read(page)
    assert waiting.title not in read(page)


@pytest.mark.clause("ND-9.5", "ND-6.2d")
def test_it_shows_a_situation_among_its_steps_while_that_is_public(house):
    situation = a_public_situation(house.ours, house.contributor, house.board)
    page = public(house, steps=[("step", STEP), ("situation", situation)])
    assert situation.title in read(page)
    measures.hold(situation, house.board, "Chờ xác minh.")
    assert situation.title not in read(page)
