"""What another unit owns and nobody else may see before it is public, every word of it SECRET."""

from __future__ import annotations

import io
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image

from home.practising import acts as practising
from knowledge.models import PortalDocument, PortalImage, PortalMedia
from qa import data_requests
from qa.feedback.handling import directing
from qa.feedback.models import (
    Feedback,
    Synthesis,
)
from qa.feedback.synthesising import directing as synthesising
from qa.feedback.synthesising import writing
from qa.models import Consultation, IntakeFile
from tests.factories import situations
from tests.factories.articles import a_draft, a_public, a_waiting
from tests.factories.feedback import a_leader, a_synthesis, an_officer, taken
from tests.factories.guidance import a_guidance_draft
from tests.factories.questions import an_accepted
from tests.units._foreign import SECRET, TAG, Foreign
from tests.units._house import House
from units.calendar import today
from units.entitlements import acts
from units.models import (
    AmendmentProposal,
    ClosedPeriod,
    Commendation,
    Duty,
    DutyExcuse,
    Evaluation,
    IssuedDocument,
    KeyTask,
    Obstacle,
    PaySheet,
    PayTable,
    Quota,
    QuotaDecision,
    ReportFile,
    RightRequest,
    Role,
    SavedReport,
    UnitDirection,
)


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
        # The same: that only its unit's leader and those who follow all units read one is shown where they are.
        directed=UnitDirection.objects.create(unit=house.theirs, text="x", due_on=today(), by=house.committee),
        task=_task(house),
        # Who follows all units reads it; that nobody of another unit does is shown where issued documents are.
        issued=IssuedDocument.objects.create(
            unit=house.theirs, symbol="1-QD/TU", extract="x", issued_on=today(), due_on=today(), by=house.office
        ),
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
        # Who follows all units reads it; that nobody of another unit does is shown where obstacles are.
        obstacle=Obstacle.objects.create(article=1, text="x", unit=house.theirs, by=house.their_writer),
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


def _task(house: House) -> KeyTask:
    """A key task in the other unit's charge; everybody reads the register, so nothing in it is SECRET."""
    first = today().replace(month=1, day=1)
    facts = {"name": "Dai hoi", "symbol": "1-NQ/TU", "decided_on": first, "span": "year", "first": first}
    task = KeyTask.objects.create(by=house.office, **facts)
    task.units.add(house.theirs)
    return task


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
