"""What another unit owns, and what the addresses of the admin stand for when they are asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.models import Site

from home.models import PracticeItem
from knowledge.models import FieldOfWork, PortalDocument, PortalImage, PortalMedia, Situation
from qa.feedback.models import (
    DataRequest,
    Feedback,
    FeedbackTerms,
    Synthesis,
    SynthesisDirection,
)
from qa.models import Consultation, IntakeFile, PublicForm, Question, QuestionTerms, RoutingRule
from units.approval.items import key_of
from units.models import (
    AmendmentProposal,
    ClosedPeriod,
    Commendation,
    DutyExcuse,
    IssuedDocument,
    KeyTask,
    Membership,
    Obstacle,
    PaySheet,
    Quota,
    ReportFile,
    RightRequest,
    SavedReport,
    Unit,
    UnitDirection,
)

#: Without accents, so that they look the same in a page and in JSON.
SECRET = "Chuyen noi bo cua don vi ban"
TAG = "tu khoa cua don vi ban"
#: Where the addresses of situations stand.
SNIPPETS = ("wagtailsnippets_knowledge_situation", "wagtailsnippetchoosers_knowledge_situation")


@dataclass
class Foreign:
    """What the other unit owns and nobody else may see before it is public."""

    draft: Any
    waiting: Any
    situation_draft: Situation
    situation_waiting: Situation
    guidance: Any
    image: PortalImage
    document: PortalDocument
    media: PortalMedia
    person: Any
    unit: Unit
    site: Site
    excuse: DutyExcuse
    period: ClosedPeriod
    quota: Quota
    task: KeyTask
    issued: IssuedDocument
    directed: UnitDirection
    sheet: PaySheet
    question: Question
    consultation: Consultation
    file: IntakeFile
    feedback: Feedback
    data_request: DataRequest
    synthesis: Synthesis
    right: RightRequest
    practice: PracticeItem
    commendation: Commendation
    obstacle: Obstacle
    proposal: AmendmentProposal
    report_file: ReportFile
    saved: SavedReport

    def arguments(self, name: str, page: Any) -> dict[str, Any]:
        """A value for every argument that any address of the admin takes."""
        state, visit = self.of_situation if isinstance(page, Situation) else self.of_page
        chooser = {"wagtailimages_chooser": self.image, "wagtaildocs_chooser": self.document}
        own = {
            "wagtailusers_users": self.person,
            "wagtailusers_groups": self.unit.writers,
            "wagtailsites": self.site,
            "wagtailsettings": self.site,
            "members": self.membership,
            "wagtailadmin_collections": self.unit.collection,
            "wagtailadmin_workflows": state.workflow,
            "wagtailadmin_api:documents": self.document,
            "wagtailadmin_api:images": self.image,
            "wagtailadmin_api:pages": page,
            **chooser,
        }.get(name.rpartition(":")[0], self.person)
        media = self.media
        pages = ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "object_id")
        return {
            **dict.fromkeys(pages, page.pk),
            "key": key_of(page),
            "pk": page.pk if isinstance(page, Situation) else own.pk,
            "destination_id": self.unit.page_id,
            "revision_id": page.latest_revision_id,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "task_state_id": visit.pk,
            "task_id": visit.task_id,
            "workflow_state_id": state.pk,
            "workflow_pk": state.workflow_id,
            "route_id": state.workflow_id,
            "action_name": "copy" if ":api" in name or "api:" in name else "approve",
            "image_id": self.image.pk,
            "document_id": self.document.pk,
            "doc_id": self.document.pk,
            "media_id": media.pk,
            "media_type": "video",
            "collection_id": self.unit.collection_id,
            "filter_spec": "width-100",
            "content_type_app_name": "home",
            "content_type_model_name": "articlepage",
            "action": "delete",
            "redirect_id": 1,
            "uploaded_file_id": 1,
            "session_id": 1,
            "instance_pk": self.registered(name),
            "uidb64": "MQ",
            "token": "x",
            "membership_id": self.membership.pk,
            "unit_id": self.unit.pk,
            "section_code": "cong-tac-tuyen-giao",
            "role_code": "board",
            "placement_id": 1,
            "user_id": self.person.pk,
            "code": self.unit.code,
            "report_code": "khau-cham",
            "file_of_report": self.report_file.key,
            "saved_id": self.saved.pk,
            "duty_id": self.excuse.duty_id,
            "excuse_id": self.excuse.pk,
            "year": self.excuse.first.year,
            "number": 1,
            "period_id": self.period.pk,
            "quota_id": self.quota.pk,
            "task_key": self.task.pk,
            "issued_id": self.issued.pk,
            "unit_direction": self.directed.pk,
            "sheet_id": self.sheet.pk,
            "verb": "soat",
            "question_id": self.question.pk,
            "consultation_id": self.consultation.pk,
            "device_id": 1,
            "file_key": self.file.key,
            "feedback_id": self.feedback.pk,
            "request_id": self.data_request.pk,
            "synthesis_id": self.synthesis.pk,
            "direction_id": self.direction.pk,
            "form": "pdf",
            "right_id": self.right.pk,
            "practice_id": self.practice.pk,
            "commendation_id": self.commendation.pk,
            "obstacle_id": self.obstacle.pk,
            "proposal_id": self.proposal.pk,
        }

    def items(self, name: str, wanted: set[str], thorough: bool) -> list[Any]:
        """What an address may stand for: a snippet in the addresses of its type, pages, and in approval both."""
        situations = [self.situation_waiting, self.situation_draft]
        pages = [self.waiting, self.draft]
        if name.rpartition(":")[0] in SNIPPETS:
            found = situations
        elif wanted & {"key", "object_id"}:
            found = [*pages, *situations]
        else:
            found = pages
        if thorough and wanted & {"page_id", "object_id", "pk", "key"}:
            found = [*found, self.guidance] if self.draft in found else found
        else:
            found = found[::2]
        return [*found, *([self.unit.page] if "parent_page_id" in wanted else [])]

    def registered(self, name: str) -> int:
        """The entry of the register that an address of it stands for."""
        parts = name.split("_")
        return self.entries.get(parts[1] if len(parts) > 1 else "", self.unit).pk

    @cached_property
    def entries(self) -> dict[str, Any]:
        """An entry of each register."""
        return {
            "membership": self.membership,
            "unitkind": self.unit.kind,
            "role": self.membership.role,
            "fieldofwork": FieldOfWork.objects.first(),
            "routingrule": RoutingRule.objects.first(),
            "questionterms": QuestionTerms.objects.first(),
            "feedbackterms": FeedbackTerms.objects.first(),
            "publicform": PublicForm.objects.first(),
        }

    @cached_property
    def membership(self) -> Membership:
        """A role that somebody holds there."""
        return Membership.objects.filter(unit=self.unit).earliest("pk")

    @cached_property
    def direction(self) -> SynthesisDirection:
        """What a leader has directed."""
        return self.synthesis.directions.get()

    @cached_property
    def of_page(self) -> tuple[Any, Any]:
        """How far the waiting page has come: its way through the route, its visit to a stage."""
        state = self.waiting.current_workflow_state
        return state, state.current_task_state

    @cached_property
    def of_situation(self) -> tuple[Any, Any]:
        """The same for the waiting situation."""
        state = self.situation_waiting.current_workflow_state
        return state, state.current_task_state

    def models(self, name: str, item: Any) -> list[dict[str, str]]:
        """The models that an address may stand for."""
        if isinstance(item, Situation):
            return [{"app_label": "knowledge", "model_name": "situation", "app_name": "knowledge"}]
        if name == "wagtail_bulk_action":
            media = [("knowledge", "portalimage"), ("knowledge", "portaldocument"), ("wagtailcore", "page")]
            media += [("accounts", "user"), ("knowledge", "situation")]
            return [{"app_label": app, "model_name": model} for app, model in media]
        if name == "wagtailsettings:edit" or name.startswith("wagtailsettings"):
            return [{"app_name": "home", "model_name": "organisationsettings"}]
        if name == "wagtailadmin_tag_model_autocomplete":
            return [{"app_name": "taggit", "model_name": "tag"}]
        if name == "wagtailadmin_workflows:add_task":
            return [{"app_label": "units", "model_name": "stagetask"}]
        return [{"app_label": "home", "model_name": "articlepage", "app_name": "home"}]

    def queries(self, name: str, arguments: dict[str, Any]) -> list[str]:
        """What a curious person would ask an address for."""
        if name == "wagtail_bulk_action":
            things = {
                "portalimage": self.image,
                "portaldocument": self.document,
                "user": self.person,
                "situation": self.situation_draft,
            }
            thing = things.get(arguments["model_name"], self.draft)
            return [f"?id={thing.pk}", f"?id=all&childOf={self.unit.page_id}"]
        if name.endswith("chosen_multiple"):
            files: dict[str, Any] = {"wagtailimages_chooser": self.image, "wagtaildocs_chooser": self.document}
            files[SNIPPETS[1]] = self.situation_draft
            return [f"?id={files.get(name.split(':', maxsplit=1)[0], self.draft).pk}"]
        if name in ("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete"):
            return [f"?term={TAG[:3]}"]
        if "search" in name or name.endswith(("choose_results", "chooser")):
            return [f"?q={SECRET[:6]}"]
        if name in (f"{SNIPPETS[0]}:list", f"{SNIPPETS[0]}:list_results"):
            return ["", f"?q={SECRET[:6]}", "?standing=waiting"]
        return ["?search=" + SECRET[:6], ""] if name.startswith("wagtailadmin_api:pages:listing") else [""]
