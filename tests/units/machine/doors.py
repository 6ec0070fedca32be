"""The ways in: what a browser posts for each thing that a person may try, wherever they stand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

from tests.factories.articles import form_data
from tests.units.machine.actors import World
from tests.units.machine.photographs import Photo
from units.approval.checklist import Question

Request = tuple[str, dict[str, Any]]

#: What an approver says wherever they are asked; a stage takes what it needs.
SAID = {
    "comment": "Đã đọc.",
    "checklist": list(Question.values),
    "source_checked": "confirmed",
    "grade": "good",
    "reasons": ["other"],
}
#: Addresses with one page in them that somebody might open to read what is not theirs.
LOOKS = (
    "edit",
    "view_draft",
    "history",
    "revisions_index",
    "usage",
    "workflow_history",
    "preview_on_edit",
    "copy",
    "delete",
    "move",
    "unpublish",
    "set_privacy",
    "confirm_workflow_cancellation",
)
#: Addresses that list or show many things.
LISTS = (
    "wagtailadmin_home",
    "approval:my_work",
    "approval:emergencies",
    "approval:delegations",
    "messages:index",
    "record:index",
    "arranging:index",
    "console:index",
    "contributions:index",
    "wagtailadmin_choose_page",
    "wagtailadmin_pages:search",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_api:pages:listing",
)


def article(world: World, photo: Photo, mark: str, chosen: int = 0, named: int | None = None, **more: Any) -> dict:
    """The editing form of an article whose text holds ``mark``; ``chosen`` picks its sections, ``named`` an author."""
    portal = world.portal
    choices = [[portal.news], [portal.office_work], [portal.propaganda_work], [portal.news, portal.propaganda_work]]
    authors = []
    if named is not None:
        row = {"user": named, "name": "Tác giả", "share": "100", "id": "", "ORDER": "1", "DELETE": ""}
        authors = [row]
    return form_data(
        choices[chosen % len(choices)],
        title=f"Bản tin {mark} của đơn vị",
        summary=f"Sáng nay đơn vị họp thường kỳ và bàn việc {mark}.",
        body=streamfield([("paragraph", rich_text(f"<p>Nội dung {mark}.</p>"))]),
        authors=inline_formset(authors),
        **more,
    )


def verdict(door: str, photo: Photo, item: int, action: str, text: dict[str, Any]) -> Request:
    """Approve ("approve") or return ("reject") through one of the doors there are."""
    found = photo.waiting(item)
    visit = found[0] if found else 1
    if door == "review":
        verb = "approve" if action == "approve" else "return"
        version = photo.of_page(item, "latest_revision")
        said = {f"{verb}-{name}": value for name, value in SAID.items()}
        return reverse("approval:review", args=[item]), {"verb": verb, "version": version, **said}
    if door == "editor":
        button = {"action-workflow-action": "1", "workflow-action-name": action}
        return reverse("wagtailadmin_pages:edit", args=[item]), {**text, **button}
    names = {"action": "workflow_action", "collect": "collect_workflow_action_data"}
    return reverse(f"wagtailadmin_pages:{names[door]}", args=[item, action, visit]), SAID


def at_the_desk(verb: str, item: int) -> Request:
    """Begin to edit at a stage, or hand over."""
    return reverse("approval:review", args=[item]), {"verb": verb, "hand_over-comment": "Đã sửa câu chữ."}


def measure(verb: str, photo: Photo, item: int, meaning: str = "error", replaced_by: int | None = None) -> Request:
    """Hold, release, withdraw, publish in an emergency, sign off."""
    version = photo.of_page(item, "latest_revision")
    said = {"reason": "Có phản ánh.", "version": version, "meaning": meaning, "explanation": "Tin không còn đúng."}
    if replaced_by is not None:
        said["replacement"] = str(replaced_by)
    return reverse(f"approval:{verb}", args=[item]), said


def copying(item: int, destination: int, mark: str, how: str) -> Request:
    """Copy an article to a unit, as a copy or an alias, public or not."""
    data = {"new_title": f"Bản sao {mark}", "new_slug": f"ban-sao-{mark}", "new_parent_page": destination}
    ticked = {"alias": ["alias"], "public": ["publish_copies"], "both": ["alias", "publish_copies"]}.get(how, [])
    return reverse("wagtailadmin_pages:copy", args=[item]), {**data, **dict.fromkeys(ticked, "on")}


def api(action: str, item: int, destination: int, revision: int) -> Request:
    """The actions that Wagtail's admin API knows."""
    data = {"destination_page_id": destination, "revision_id": revision, "keep_live": True, "recursive": False}
    return reverse("wagtailadmin_api:pages:action", args=[item, action]), data


def in_bulk(action: str, items: list[int], destination: int) -> Request:
    """A bulk action on some pages."""
    asked = "&".join(f"id={item}" for item in items)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{address}?{asked}", {"include_descendants": "on", "chooser": destination}


def appointing(username: str, role: int, unit: int) -> Request:
    """Give a colleague a role in a unit."""
    data = {"unit": unit, "role": role, "account": "existing", "username": username, "decision": "Quyết định số 3"}
    return reverse("members:add"), {**data, "valid_from": _day(timezone.localdate())}


def ending(membership: int) -> Request:
    """End a membership as early as the portal lets it."""
    return reverse("members:end", args=[membership]), {
        "valid_to": _day(timezone.localdate() - timedelta(days=1)),
        "decision": "20-QĐ/TU",
    }


def delegating(membership: int, delegate: int, days: int) -> Request:
    """Give a seat to a colleague for some days."""
    today = timezone.localdate()
    dates = {"valid_from": _day(today), "valid_to": _day(today + timedelta(days=days))}
    address = f"{reverse('approval:delegate')}?membership={membership}"
    return address, {"delegate": delegate, "reason": "Đi công tác.", **dates}


def hour(after: timedelta) -> str:
    """A moment as the editing form takes it."""
    moment: datetime = timezone.localtime() + after
    return f"{moment:%d/%m/%Y %H:%M}"


def looks(photo: Photo, item: int, unit_page: int, unit_code: str) -> list[str]:
    """Every address at which somebody could read of an article."""
    versions = [pk for pk, row in photo.versions.items() if row.item == item]
    found = [reverse(f"wagtailadmin_pages:{name}", args=[item]) for name in LOOKS]
    found += [reverse("wagtailadmin_pages:revisions_view", args=[item, pk]) for pk in versions[-1:]]
    found += [reverse("wagtailadmin_pages:revisions_revert", args=[item, pk]) for pk in versions[:1]]
    found.append(reverse("wagtailadmin_pages:revisions_compare", args=[item, "earliest", "latest"]))
    found += [reverse("approval:review", args=[item]), reverse("approval:preview", args=[item])]
    found += [reverse(f"approval:{verb}", args=[item]) for verb in ("hold", "release", "withdraw", "emergency")]
    found.append(reverse("wagtailadmin_explore", args=[unit_page]))
    found.append(reverse("wagtailadmin_choose_page_child", args=[unit_page]))
    found.append(reverse("wagtailadmin_api:pages:detail", args=[item]))
    found.append(reverse("console:unit", args=[unit_code]))
    found.append(f"{reverse('wagtailadmin_pages:search')}?q=zq")
    found.append(f"{reverse('wagtailadmin_choose_page_search')}?q=ban+tin")
    return [*found, *(reverse(name) for name in LISTS if _exists(name))]


def _exists(name: str) -> bool:
    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
