"""Wagtail's own views that look across units, and who may use them; asked before each of them runs (LD-3.6, ND-13.6a).

Wagtail guards what its views change, but some of them name or list what another unit has not published yet. A view that
is not in ``GATES`` guards itself: ``tests/units/test_admin_walk.py`` opens every address of the admin and fails on one
that shows another unit's draft, so that a view of a later Wagtail cannot slip in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Group
from django.db.models import Model
from django.http import HttpResponse, HttpResponseForbidden, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from taggit.models import ItemBase, Tag
from wagtail.admin.menu import MenuItem
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page
from wagtail.permissions import page_permission_policy
from wagtailmedia.models import get_media_model

from units import people
from units.approval import actions, measure_rules
from units.choosing import choosable, pages_for
from units.files import IN_USE, shown_publicly
from units.models import Capability
from units.people import StaffRequest
from units.provisioning import REGISTER_MODELS
from units.rights import MANAGED
from units.scoping import owned_snippets

#: What stands between a request and a view: whether it may pass, a sentence why not, or the answer in its place.
Gate = Callable[[StaffRequest, dict[str, Any]], bool | str | HttpResponse]

TAGS_SHOWN = 10


def nobody(request: StaffRequest, arguments: dict[str, Any]) -> bool:
    """Closed to everybody: the portal has its own way for this."""
    return False


def routes_instead(request: StaffRequest, arguments: dict[str, Any]) -> str:
    """Wagtail's own workflows are closed to superusers as well: routes are kept on the portal's screens (ND-5.3c)."""
    return _("Stages of approval are changed under “Approval routes”, where every change is dated, recorded and told.")


def superusers(request: StaffRequest, arguments: dict[str, Any]) -> bool:
    """It shows every unit's work at once, so only those who run the portal use it."""
    return bool(request.user.is_superuser)


def register_keepers(request: StaffRequest, arguments: dict[str, Any]) -> bool:
    """The history of the register, which wagtail-modeladmin opens to everybody, is for those who keep it."""
    return people.has_capability(request.user, Capability.REGISTER)


def explorable(*names: str) -> Gate:
    """The pages named in the address have to be ones the person works on, or above them."""

    def gate(request: StaffRequest, arguments: dict[str, Any]) -> bool:
        wanted = {arguments[name] for name in names if arguments.get(name)}
        seen = page_permission_policy.explorable_instances(request.user).filter(pk__in=wanted)
        return bool(request.user.is_superuser) or len(wanted) == seen.count()

    return gate


def no_group_of_the_portal(request: StaffRequest, arguments: dict[str, Any]) -> bool | str:
    """A group that follows the memberships stays, since the next one would need it (ND-13.6a)."""
    if Group.objects.filter(MANAGED, pk=arguments["pk"]).exists():
        return _("The portal gives and takes this group by people's roles, so it stays. End the roles instead.")
    return True


def decides_or_edits(request: StaffRequest, arguments: dict[str, Any]) -> bool:
    """The page in the address has to be one the person may open."""
    page = Page.objects.filter(pk=arguments["page_id"]).first()
    return page is None or bool(page.permissions_for_user(request.user).can_edit())


def own_submission(request: StaffRequest, arguments: dict[str, Any]) -> bool | str:
    """Wagtail lets approvers cancel a submission without a word; here they return it with a reason (ND-10.2a)."""
    page = Page.objects.filter(pk=arguments["page_id"]).first()
    return (why_not_own(page, request) if page is not None else None) or True


def why_not_own(item: Any, request: StaffRequest) -> str | None:
    """Why Wagtail's editor of ``item`` may not do what its buttons ask for, as a sentence; None where it may."""
    # Wagtail fails on a verdict from an editor that was opened before somebody else decided.
    if "action-workflow-action" in request.POST and item.current_workflow_task is None:
        return str(actions.DECIDED_MEANWHILE)
    if not {"action-cancel-workflow", "action-restart-workflow"} & set(request.POST):
        return None
    if item.current_workflow_state is None or actions.may_take_back(item, request.user):
        return None
    return _("Only the person who submitted the item or its owner may take it back.")


def withdrawn_instead(request: StaffRequest, arguments: dict[str, Any]) -> bool | str | HttpResponse:
    """Wagtail takes a page down without a word; here it is withdrawn with a reason and a meaning (ND-5.4a)."""
    page = Page.objects.filter(pk=arguments["page_id"]).first()
    if page is None or not hasattr(page.specific_class, "structural"):
        return True
    sentence = measure_rules.may_withdraw(page.specific, request.user)
    return sentence or redirect("approval:withdraw", page.pk)


def not_public(model: Callable[[], type[Model]], argument: str) -> Gate:
    """A file that a public page shows is not deleted; said before anybody is asked whether they are sure."""

    def gate(request: StaffRequest, arguments: dict[str, Any]) -> bool | str:
        file = model()._default_manager.filter(pk=arguments[argument]).first()
        return True if file is None or not shown_publicly(file) else str(IN_USE)

    return gate


def visible_parent(request: StaffRequest, arguments: dict[str, Any]) -> bool:
    """A page chooser opens only at pages it would offer."""
    return bool(Page.objects.filter(pages_for(request.user), pk=arguments["parent_page_id"]).exists())


def chosen(model: Callable[[], type[Model]], argument: str = "") -> Gate:
    """What the address or its query names has to be choosable."""

    def gate(request: StaffRequest, arguments: dict[str, Any]) -> bool:
        return choosable(request.user, model(), [arguments[argument]] if argument else _numbers(request))

    return gate


def bulk(request: StaffRequest, arguments: dict[str, Any]) -> bool:
    """An action on many things at once names those it refuses, so all of them have to be the person's own.

    Snippets of units are dealt with one by one: Wagtail's bulk actions ask for the type's permission alone.
    """
    if _label(arguments) in {model._meta.label_lower for model in owned_snippets()}:
        return False
    if request.user.is_superuser:
        return True
    models: dict[str, type[Model]] = {
        model._meta.label_lower: model for model in (get_image_model(), get_document_model(), get_media_model())
    }
    label = _label(arguments)
    if label == "wagtailcore.page":
        # “All” stands for every page below one, whoever wrote it, so that one has to be the person's as well.
        wanted = {*_numbers(request), request.GET.get("childOf", "")} - {""}
        own = page_permission_policy.instances_user_has_any_permission_for(request.user, {"add", "change"})
        return bool(wanted) and own.filter(pk__in=filter(str.isdecimal, wanted)).count() == len(wanted)
    return label in models and choosable(request.user, models[label], _numbers(request))


def _label(arguments: dict[str, Any]) -> str:
    return f"{arguments['app_label']}.{arguments['model_name']}".lower()


def public_tags(request: StaffRequest, arguments: dict[str, Any]) -> HttpResponse:
    """Suggest the tags that public items bear; a draft's words are its unit's own."""
    term = request.GET.get("term", "")
    names: set[str] = set()
    for relation in Tag._meta.related_objects if term else []:
        through = relation.related_model
        owner = through._meta.get_field("content_object").related_model if issubclass(through, ItemBase) else None
        if owner is not None and issubclass(owner, DraftStateMixin):
            found = through.objects.filter(tag__name__istartswith=term, content_object__live=True)
            names.update(found.values_list("tag__name", flat=True).distinct()[:TAGS_SHOWN])
    return JsonResponse(sorted(names)[:TAGS_SHOWN], safe=False)


def _numbers(request: StaffRequest) -> list[str]:
    """The ids that a query names; what is no number names nothing."""
    return [value for value in request.GET.getlist("id") if value.isdecimal()]


_REPORTS = ("locked_pages", "workflow", "workflow_tasks", "site_history", "aging_pages", "page_types_usage")
_WORKFLOWS = (
    *("index", "index_results", "add", "enable", "disable", "edit", "usage", "usage_results", "remove"),
    *("add_task", "select_task_type", "task_index", "task_index_results", "edit_task", "disable_task", "enable_task"),
    *("task_chooser", "task_chooser_results", "task_chooser_create", "task_chosen"),
)
_FILES = ("images", "documents")

_VERDICTS = ("workflow_action", "collect_workflow_action_data", "workflow_preview", "confirm_workflow_cancellation")

GATES: dict[str, Gate] = {
    **{f"wagtailadmin_reports:{name}{suffix}": superusers for name in _REPORTS for suffix in ("", "_results")},
    # Routes have dates, a record and people who are told of a change; these would change them without.
    **{f"wagtailadmin_workflows:{name}": routes_instead for name in _WORKFLOWS},
    **{f"wagtailadmin_api:{kind}:{view}": superusers for kind in _FILES for view in ("listing", "detail", "find")},
    **{f"units_{model}_modeladmin_history": register_keepers for model in REGISTER_MODELS},
    "wagtailadmin_api:pages:action": nobody,
    "wagtailadmin_error_test": nobody,
    "wagtailusers_groups:delete": no_group_of_the_portal,
    "wagtailsnippets:index": superusers,
    "wagtailforms:index": superusers,
    "wagtailforms:index_results": superusers,
    "wagtailadmin_explore": explorable("parent_page_id"),
    "wagtailadmin_explore_results": explorable("parent_page_id"),
    "wagtailadmin_pages:move_confirm": explorable("page_to_move_id", "destination_id"),
    **{f"wagtailadmin_pages:{name}": decides_or_edits for name in _VERDICTS},
    "wagtailadmin_pages:edit": own_submission,
    "wagtailadmin_pages:unpublish": withdrawn_instead,
    "wagtail_bulk_action": bulk,
    "wagtailadmin_choose_page_child": visible_parent,
    "wagtailadmin_choose_page_chosen_multiple": chosen(lambda: Page),
    "wagtailimages_chooser:chosen_multiple": chosen(get_image_model),
    "wagtailimages_chooser:select_format": chosen(get_image_model, "image_id"),
    "wagtaildocs_chooser:chosen_multiple": chosen(get_document_model),
    "wagtailimages:delete": not_public(get_image_model, "image_id"),
    "wagtaildocs:delete": not_public(get_document_model, "document_id"),
    "wagtailmedia:delete": not_public(get_media_model, "media_id"),
    "wagtailmedia:media_usage": chosen(get_media_model, "media_id"),
    "wagtailadmin_tag_autocomplete": public_tags,
    "wagtailadmin_tag_model_autocomplete": public_tags,
}


def answer(request: StaffRequest, arguments: dict[str, Any]) -> HttpResponse | None:
    """What to answer in place of the view that ``request`` asks for; None if the view may run."""
    match = request.resolver_match
    gate = GATES.get(match.view_name) if match is not None else None
    verdict = gate(request, arguments) if gate is not None else True
    if isinstance(verdict, HttpResponse):
        return verdict
    closed = _("This shows the work of other units, so it is not open to you; ask the office if you need it.")
    return None if verdict is True else _refusal(request, verdict or closed)


def _refusal(request: StaffRequest, sentence: str) -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest" or request.method != "GET":
        return HttpResponseForbidden(sentence, content_type="text/plain; charset=utf-8")
    messages.error(request, sentence)
    return redirect("wagtailadmin_home")


def without_stock_workflows(request: StaffRequest, items: list[MenuItem]) -> None:
    """Hook ``construct_settings_menu``: without Wagtail's own workflows, which are closed."""
    items[:] = [item for item in items if item.name not in {"workflows", "workflow-tasks"}]


def open_reports(request: StaffRequest, items: list[MenuItem]) -> None:
    """Hook ``construct_reports_menu``: without the reports that the person could not open."""
    closed = {name.replace("_", "-") for name in (*_REPORTS, "workflows")}
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in closed]
