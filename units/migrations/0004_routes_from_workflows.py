"""The workflows of the first version become routes; what they decided becomes verdicts, so that nothing public is lost."""

from datetime import date

from django.db import migrations

from units.approval.digest import of_revision

FIRST_DAY = date(2000, 1, 1)


def make_routes(apps, schema_editor):
    """A route for each workflow that holds for the front page or for a unit's page; other workflows go."""
    Route, WorkflowPage = apps.get_model("units", "Route"), apps.get_model("wagtailcore", "WorkflowPage")
    UnitPage = apps.get_model("units", "UnitPage")
    for held in WorkflowPage.objects.select_related("workflow"):
        page = UnitPage.objects.filter(pk=held.page_id).first()
        unit = page.unit_id if page is not None else None
        route = Route(workflow_ptr_id=held.workflow_id, unit_id=unit, valid_from=FIRST_DAY)
        route.name, route.active = held.workflow.name, held.workflow.active
        route.save()
        held.delete()


def make_verdicts(apps, schema_editor):
    """Seats for what waits and verdicts for what was approved, each with the text it was about."""
    StageState, StageTask = apps.get_model("units", "StageState"), apps.get_model("units", "StageTask")
    Seat, Verdict = apps.get_model("units", "Seat"), apps.get_model("units", "Verdict")
    Page = apps.get_model("wagtailcore", "Page")
    stages = StageTask.objects.in_bulk()
    for visit in StageState.objects.select_related("revision", "workflow_state").iterator(chunk_size=200):
        stage = stages[visit.task_id]
        unit = visit.unit_id if stage.scope == "unit" else None
        Seat.objects.create(visit=visit, role_id=stage.role_id, unit_id=unit)
        owner = Page.objects.filter(pk=visit.workflow_state.object_id).values_list("owner", flat=True).first()
        visit.barred.set({visit.workflow_state.requested_by_id, visit.revision.user_id, owner} - {None})
        if visit.status in ("approved", "rejected") and visit.finished_by_id is not None:
            verdict = Verdict.objects.create(
                visit=visit,
                user_id=visit.finished_by_id,
                units=[unit],
                decision="approved" if visit.status == "approved" else "returned",
                comment=visit.comment,
                text_digest=of_revision(visit.revision),
            )
            Verdict.objects.filter(pk=verdict.pk).update(at=visit.finished_at)


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0003_approval_as_written"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [
        migrations.RunPython(make_routes, migrations.RunPython.noop),
        migrations.RunPython(make_verdicts, migrations.RunPython.noop),
    ]
