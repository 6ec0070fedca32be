"""Every address of the admin, filled in with what belongs to another unit, and what the database holds of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Collection, Page, PageViewRestriction, Revision, TaskState, WorkflowState

from knowledge.models import PortalDocument, PortalImage, PortalMedia, Situation
from qa.feedback.models import (
    DataRequest,
    Direction,
    Feedback,
    Synthesis,
    SynthesisDirection,
    SynthesisRecord,
    SynthesisStep,
)
from qa.models import Consultation, Question
from tests.units._foreign import Foreign
from units.models import (
    AmendmentProposal,
    ClosedPeriod,
    Commendation,
    Duty,
    DutyExcuse,
    Evaluation,
    FigureCorrection,
    IssuedDocument,
    KeyTask,
    Membership,
    Obstacle,
    Quota,
    ReportFile,
    RightRequest,
    SavedReport,
    Scorecard,
    Unit,
    UnitDirection,
)


def admin_patterns() -> Iterator[tuple[str, URLPattern]]:
    """Every named address below the admin, with its namespaces."""
    root = next(p for p in get_resolver().url_patterns if str(p.pattern) == "quan-tri/")
    yield from _below(root, "")


def _below(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _below(pattern, prefix + (f"{pattern.namespace}:" if pattern.namespace else ""))
        elif pattern.name:
            yield prefix + pattern.name, pattern


def addresses(there: Foreign, thorough: bool = True) -> Iterator[tuple[str, str]]:
    """Name and address of every view of the admin, for each of the other unit's pages.

    Raises ``NoReverseMatch`` for a view whose arguments this module does not know, so that it is added here.
    """
    for name, pattern in admin_patterns():
        wanted = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        for page in there.items(name, wanted, thorough):
            for model in there.models(name, page):
                known = {**there.arguments(name, page), **model}
                missing = wanted - set(known)
                if missing:
                    raise NoReverseMatch(f"{name} takes {sorted(missing)}; tell Foreign.arguments what to put there")
                given = {key: known[key] for key in wanted}
                for query in there.queries(name, given):
                    yield name, _address(name, given, page) + query


def _address(name: str, arguments: dict[str, Any], page: Any) -> str:
    if name.endswith(":revisions_compare"):
        return reverse(name, args=[page.pk, "earliest", "latest"])
    return reverse(name, kwargs=arguments)


def digest() -> str:
    """One number for all that a visitor must not change."""
    told = hashlib.sha256()
    for model, fields in {
        Page: ("pk", "path", "title", "live", "latest_revision", "locked", "owner", "url_path"),
        Situation: ("pk", "title", "live", "latest_revision", "locked", "owner", "unit"),
        Revision: ("pk", "object_id", "user", "approved_go_live_at"),
        WorkflowState: ("pk", "status", "object_id"),
        TaskState: ("pk", "status", "finished_by"),
        PageViewRestriction: ("pk",),
        Collection: ("pk", "name", "path"),
        PortalImage: ("pk", "title", "collection"),
        PortalDocument: ("pk", "title", "collection"),
        PortalMedia: ("pk", "title", "collection"),
        get_user_model(): ("pk", "username", "is_active", "is_superuser", "password"),
        Group: ("pk", "name"),
        Membership: ("pk", "user", "role", "unit", "valid_to"),
        Unit: ("pk", "name", "valid_to"),
        Duty: ("pk", "name", "valid_to"),
        DutyExcuse: ("pk", "unit", "ended_at"),
        ClosedPeriod: ("pk", "total"),
        FigureCorrection: ("pk",),
        Quota: ("pk", "number"),
        UnitDirection: ("pk", "state", "due_on"),
        KeyTask: ("pk", "name", "ended_on"),
        IssuedDocument: ("pk", "symbol", "to_publish"),
        Evaluation: ("pk", "state", "shortcomings", "version"),
        Scorecard: ("pk", "state", "comment"),
        Commendation: ("pk", "state"),
        Obstacle: ("pk", "answer"),
        AmendmentProposal: ("pk", "submitted_at"),
        Question: ("pk", "state", "unit", "officer"),
        Consultation: ("pk", "opinion", "answered_at"),
        Feedback: ("pk", "state", "officer", "due_at"),
        Direction: ("pk", "text", "done_at"),
        Synthesis: ("pk", "title", "assessment", "submitted_at"),
        SynthesisRecord: ("pk", "summary"),
        SynthesisDirection: ("pk", "text", "done_at"),
        SynthesisStep: ("pk", "act"),
        DataRequest: ("pk", "state"),
        RightRequest: ("pk", "state"),
        ReportFile: ("pk", "owner", "state"),
        SavedReport: ("pk", "owner", "ended_at"),
    }.items():
        told.update(repr(list(model.objects.order_by("pk").values_list(*fields))).encode())
    return told.hexdigest()
