"""What another unit owns and nobody else may see before it is public, every word of it SECRET."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Site

from home.models import PracticeItem
from home.practising import acts as practising
from knowledge.models import FieldOfWork, PortalDocument, PortalImage, PortalMedia, Situation
from qa import data_requests
from qa.feedback.handling import directing
from qa.feedback.models import (
    DataRequest,
    Feedback,
    FeedbackTerms,
    Synthesis,
    SynthesisDirection,
)
from qa.feedback.synthesising import directing as synthesising
from qa.feedback.synthesising import writing
from qa.models import Consultation, IntakeFile, PublicForm, Question, QuestionTerms, RoutingRule
from tests.factories import situations
from tests.factories.articles import a_draft, a_public, a_waiting
from tests.factories.feedback import a_leader, a_synthesis, an_officer, taken
from tests.factories.guidance import a_guidance_draft
from tests.factories.questions import an_accepted
from tests.units._house import House
from units.approval.items import key_of
from units.calendar import today
from units.entitlements import acts
from units.models import (
    AmendmentProposal,
    ClosedPeriod,
    Commendation,
    Duty,
    DutyExcuse,
    Evaluation,
    Membership,
    Obstacle,
    PaySheet,
    PayTable,
    Quota,
    QuotaDecision,
    ReportFile,
    RightRequest,
    Role,
    SavedReport,
    Unit,
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


def foreign(house: House) -> Foreign:
    """Fill the other unit with a draft, an article that waits, an image, a document and a film, all named SECRET."""
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "#9e1b1f").save(picture, "PNG")
    picture.seek(0)
    where = {"title": SECRET, "collection": house.theirs.collection, "uploaded_by_user": house.their_writer}
    image = PortalImage.objects.create(file=ImageFile(picture, "anh.png"), **where)
    image.tags.add(TAG)
    document = PortalDocument.objects.create(file=ContentFile(b"%PDF-", "tep.pdf"), **where)
    question = an_accepted(house.theirs, house.their_writer, text=f"{SECRET}, xin hỏi?")
    feedback = some_feedback(house)
    first = today().replace(month=1, day=1)
    Evaluation.objects.create(unit=house.theirs, first=first, results=SECRET, shortcomings=SECRET, remedies=SECRET)
    opinion = {"request": SECRET, "asked_by": house.their_writer, "due_at": question.answer_due_at}
    fields = {"title": SECRET, "sections": [house.portal.news], "lead_image": image}
    return Foreign(
        draft=a_draft(house.theirs, house.their_writer, **fields),
        waiting=a_waiting(house.theirs, house.their_writer, **fields),
        situation_draft=situations.a_draft(house.theirs, house.their_writer, title=SECRET, context=SECRET),
        situation_waiting=situations.a_waiting(house.theirs, house.their_writer, title=SECRET, context=SECRET),
        guidance=a_guidance_draft(house.theirs, house.their_writer, title=SECRET, forms=[document]),
        image=image,
        document=document,
        media=PortalMedia.objects.create(file=ContentFile(b"x", "phim.mp4"), type="video", duration=1, **where),
        person=house.their_writer,
        unit=house.theirs,
        site=house.portal.site,
        excuse=_excuse(house),
        period=(period := ClosedPeriod.objects.create(span="month", first=date(2026, 1, 1), total=0, digest="")),
        quota=_quota(house),
        sheet=_sheet(house, period),
        question=question,
        consultation=Consultation.objects.create(question=question, unit=house.boardless, **opinion),
        file=IntakeFile.objects.create(form="question", name=SECRET, kind="x", size=1, file="x", holder=question),
        feedback=feedback,
        data_request=data_requests.ask_by_code(feedback, "erase"),
        synthesis=some_synthesis(feedback),
        right=a_right_asked(house),
        # Everybody reads what stands in the practice area, so nothing in it is SECRET.
        practice=practising.write(None, house.their_writer, {"title": "Bai tap"}, send=True),
        commendation=_commendation(house),
        obstacle=Obstacle.objects.create(article=1, text=SECRET, unit=house.theirs, by=house.their_writer),
        proposal=AmendmentProposal.objects.create(issuer="x", place="x", begun_by=house.superuser),
        report_file=ReportFile.objects.create(owner=house.their_writer, report="tac-gia", form="csv", name=SECRET),
        saved=SavedReport.objects.create(owner=house.their_writer, title=SECRET, report="tac-gia", span="month"),
    )


def a_right_asked(house: House) -> RightRequest:
    """Somebody of the other unit asks for another role in it; the office decides, so nothing in it is SECRET."""
    role = Role.objects.get(code="board")
    return acts.ask(
        acts.Wish(house.their_writer, role, house.theirs, today(), None, "Cần duyệt tin."), house.their_writer
    )


def some_feedback(house: House) -> Feedback:
    """A report of wrong content that the leaders have directed on, every word of it SECRET."""
    officer, leader = an_officer(house.portal), a_leader(house.portal)
    page = a_public(house.theirs, house.their_writer, house.their_board)
    feedback = directing.propose(taken(officer, text=f"{SECRET}, xin báo.", page=page).pk, officer, SECRET)
    directing.direct(feedback.pk, leader, SECRET, today() + timedelta(days=5))
    IntakeFile.objects.create(form="feedback", name=SECRET, kind="x", size=1, file="x", holder=feedback)
    return feedback


def some_synthesis(feedback: Feedback) -> Synthesis:
    """A synthesis of it that the leaders have directed on, every word of it SECRET."""
    made = a_synthesis(feedback.officer, feedback, title=SECRET)
    writing.summarise(made.pk, feedback.officer, {feedback.pk: SECRET})
    writing.submit(made.pk, feedback.officer)
    direction = feedback.directions.get()
    synthesising.direct(made.pk, direction.by, SECRET, today() + timedelta(days=5))
    return made


def _excuse(house: House) -> DutyExcuse:
    """The other unit owes a news item a year and is excused this year."""
    first = today().replace(month=1, day=1)
    duty = Duty.objects.create(name="Tin của năm", unit=house.theirs, kind="news", span="year", valid_from=first)
    return DutyExcuse.objects.create(duty=duty, unit=house.theirs, first=first, decided_on=first, by=house.office)


def _quota(house: House) -> Quota:
    """The other unit is to give a news item this month."""
    decision = QuotaDecision.objects.create(number="1-NQ", decided_on=today(), by=house.office)
    return Quota.objects.create(
        decision=decision, unit=house.theirs, kind="news", span="month", first=today().replace(day=1), number=1
    )


def _sheet(house: House, period: ClosedPeriod) -> PaySheet:
    """What January is paid; that nobody of another unit sees a line of it is shown where sheets are."""
    table = PayTable.objects.create(
        decision="1-QD", decided_on=today(), valid_from=period.first, unit_value=1, by=house.superuser
    )
    return PaySheet.objects.create(period=period, table=table, drawn_by=house.superuser)


def _commendation(house: House) -> Commendation:
    """What the other unit was commended for, not public yet: who sees all of them is shown where they are."""
    facts = {"merit": "x", "form": "x", "decision": "1-QD", "decided_on": today(), "year": today().year}
    return Commendation.objects.create(
        unit=house.theirs, unit_name=house.theirs.name, recorded_by=house.superuser, **facts
    )
