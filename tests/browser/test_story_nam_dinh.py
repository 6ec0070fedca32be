"""Quy định 845-QĐ/ĐUK as it is laid: four stages from a draft to the public, then hold, release and withdrawal.

Whoever edits or runs the portal sits at a desk; the others, readers among them, have a phone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from home.models import ArticlePage
from tests.browser.approver import Approver
from tests.browser.desk import SCREENS, Desk, enter
from tests.browser.reader import Reader
from tests.browser.regulations import NamDinh, a_nam_dinh
from tests.browser.watching import Watch
from units.calendar import today

TITLE = "Đảng bộ Sở Tài chính học tập Nghị quyết Đại hội"
QUESTION = "so tai chinh hoc tap nghi quyet"
SUMMARY = "Sáng nay Đảng bộ Sở Tài chính tổ chức học tập Nghị quyết Đại hội cho toàn thể đảng viên."
EDITED = "Sáng nay Đảng bộ Sở Tài chính tổ chức học tập Nghị quyết Đại hội; 126 đảng viên dự."
TEXT = "Các chi bộ thảo luận chương trình hành động."
REMARK = "Đã đối chiếu số liệu với báo cáo của Đảng ủy."
NOTE = "Bổ sung số đảng viên dự."
HELD = "Chờ xác minh lại số liệu."
EXPLANATION = "Số liệu trong bài chưa đúng, đơn vị sẽ có bài thay thế."
WRONG = "Số liệu sai."
AWAY = "Đi công tác"


@pytest.fixture
def on_phone(open_page: Callable[..., Page]) -> Callable[[Any], Page]:
    """Let one person after the other work on a phone."""
    page = open_page(**SCREENS["phone"])
    return lambda person: enter(page, person)


@pytest.fixture
def at_desk(open_page: Callable[..., Page]) -> Callable[[Any], Page]:
    """Let one person after the other work at a desk."""
    page = open_page(**SCREENS["desktop"])
    return lambda person: enter(page, person)


@pytest.mark.clause(
    "ND-5.1", "ND-5.4a", "ND-5.4b", "ND-6.1", "ND-10.2a", "ND-10.2b", "ND-10.2c", "ND-10.3", "ND-10.4b", "LD-1.2c"
)
def test_four_stages_lead_to_the_public_and_out_of_it_again(
    open_page: Callable[..., Page], on_phone: Callable[[Any], Page], at_desk: Callable[[Any], Page], watch: Watch
) -> None:
    watch.expect("422 (Unprocessable Entity)")
    people, reading = a_nam_dinh(), open_page(**SCREENS["phone"])
    reader = Reader(reading, TITLE, QUESTION, [people.section.url, people.unit.page.url])

    article = write_and_submit(on_phone(people.writer), people)
    reader.finds_nothing(article.url)
    Approver(on_phone(people.leader), article).find().approve()
    reader.finds_nothing(article.url)
    edited_by_the_team(at_desk(people.editor), article)
    reader.finds_nothing(article.url)
    checked_by_the_team(on_phone(people.second_editor), article)
    reader.finds_nothing(article.url)
    delegate_the_seat(on_phone(people.secretary), people)
    approved_in_place_of(on_phone(people.deputy), people, article)
    reader.finds_nothing(article.url)
    released_unchanged(at_desk(people.webmaster), article)
    reader.finds(EDITED, TEXT, *people.bodies)

    Approver(at_desk(people.propaganda), article).take("hold", HELD)
    reader.finds_nothing(article.url)
    Approver(on_phone(people.secretary), article).take("release", "Số liệu đã được xác minh.")
    reader.finds(EDITED)
    end = {"meaning": "withdrawn", "explanation": EXPLANATION}
    Approver(at_desk(people.propaganda), article).take("withdraw", WRONG, **end)
    reader.finds_nothing()
    read_the_notice(reading, article)
    all_answer_for_it(Approver(on_phone(people.secretary), article).open(), people)


def write_and_submit(page: Page, people: NamDinh) -> ArticlePage:
    """The grass-roots contributor writes and submits."""
    desk = Desk(page)
    desk.begin(people.unit)
    desk.title.fill(TITLE)
    desk.summary.fill(SUMMARY)
    desk.write_paragraph(TEXT)
    desk.file(people.section, f"{today():%d/%m/%Y}")
    desk.wait_for_autosave()
    desk.declare()
    desk.submit()
    expect(desk.defects).to_have_count(0)
    return ArticlePage.objects.get()


def edited_by_the_team(page: Page, article: ArticlePage) -> None:
    """Refused without checklist, source and grade, an editor loses nothing typed; then mends the text instead."""
    editor = Approver(page, article).find()
    expect(editor.text.locator("h1")).to_have_text(TITLE)
    editor.remark(REMARK)
    editor.press_approve()
    for name in ("checklist", "source_checked", "grade"):
        expect(page.locator(f"#id_approve-{name}_error")).to_be_visible()
    # On a small screen the form lies far below the text: the page opens where something is missing.
    expect(page.locator("#id_approve-checklist_error")).to_be_in_viewport()
    expect(page.locator("[name=approve-comment]")).to_have_value(REMARK)
    editor.edit(EDITED)
    editor.hand_over(NOTE)


def checked_by_the_team(page: Page, article: ArticlePage) -> None:
    """Another editor sees what was changed, answers everything and approves."""
    second = Approver(page, article).find()
    expect(second.timeline).to_contain_text(NOTE)
    changes = page.locator(".portal-differences")
    expect(changes).to_have_count(1)
    expect(changes).to_contain_text("126 đảng viên dự")
    second.tick_checklist()
    second.check_source("document", "good")
    second.approve(REMARK)


def delegate_the_seat(page: Page, people: NamDinh) -> None:
    """The member of the Standing Committee lets somebody decide today."""
    page.goto(reverse("approval:delegations"))
    page.locator(f"a[href='{reverse('approval:delegate')}']").click()
    page.locator("[name=delegate]").select_option(str(people.deputy.pk))
    page.locator("[name=valid_to]").fill(f"{today():%d/%m/%Y}")
    page.locator("[name=reason]").fill(AWAY)
    page.locator("[name=reason]").press("Enter")
    page.wait_for_url(f"**{reverse('approval:delegations')}")
    expect(page.locator(".portal-worklist__item")).to_contain_text([str(people.deputy)])


def approved_in_place_of(page: Page, people: NamDinh, article: ArticlePage) -> None:
    """The delegate reads in whose place they decide, in the inbox and on the page."""
    deputy = Approver(page, article)
    page.goto(reverse("approval:my_work"))
    expect(page.locator("#waiting .portal-worklist__item")).to_contain_text(str(people.secretary))
    deputy.find()
    expect(page.locator("form", has=deputy.button("approve"))).to_contain_text(str(people.secretary))
    deputy.approve()


def released_unchanged(page: Page, article: ArticlePage) -> None:
    """The webmaster finds no way to change a word, and releases."""
    webmaster = Approver(page, article).find()
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    expect(page.locator(f"main a[href='{edit}']")).to_have_count(0)
    expect(webmaster.button("edit")).to_have_count(0)
    page.goto(edit)
    expect(page.locator("button.action-save:enabled")).to_have_count(0)
    webmaster.find().approve()


def read_the_notice(page: Page, article: ArticlePage) -> None:
    """At its address readers find why it was withdrawn, above the text."""
    page.goto(article.url)
    expect(page.locator("[data-withdrawn]")).to_contain_text(EXPLANATION)
    expect(page.locator("main")).to_contain_text(EDITED)


def all_answer_for_it(review: Approver, people: NamDinh) -> None:
    """The panel names everybody who had a part in it, the timeline what happened after the release."""
    parts = (people.writer, people.leader, people.editor, people.second_editor, people.deputy, people.secretary)
    for person in (*parts, people.webmaster):
        expect(review.responsibility).to_contain_text(str(person))
    for said in (HELD, NOTE, WRONG):
        expect(review.timeline).to_contain_text(said)
