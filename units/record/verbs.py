"""What can be done to an item, as the record names it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """An act that somebody answers for. A value is never changed or taken away: entries keep it for good."""

    SUBMITTED = "submitted", _("submitted")
    APPROVED = "approved", _("approved")
    EDITED = "edited", _("edited")
    HANDED_OVER = "handed_over", _("handed over")
    RETURNED = "returned", _("returned to the author")
    TAKEN_BACK = "taken_back", _("took back")
    PUBLISHED = "published", _("published")
    UNPUBLISHED = "unpublished", _("took down")
    HELD = "held", _("held")
    RELEASED = "released", _("released from a hold")
    WITHDRAWN = "withdrawn", _("withdrew")
    CORRECTED = "corrected", _("corrected in public")
    EMERGENCY = "emergency", _("published in an emergency")
    SIGNED_OFF = "signed_off", _("signed off afterwards")
    SCHEDULED = "scheduled", _("scheduled")
    NOT_PUBLISHED = "not_published", _("not published at its hour")
    DELEGATED = "delegated", _("delegated approval")
    DELEGATION_ENDED = "delegation_ended", _("ended a delegation")
    ASSIGNED = "assigned", _("assigned")
    ROUTE_CHANGED = "route_changed", _("changed an approval route")
    MEMBERSHIP_CHANGED = "membership_changed", _("changed a membership")
    RIGHT_ASKED = "right_asked", _("asked for a right")
    RIGHT_GRANTED = "right_granted", _("granted a right")
    RIGHT_REFUSED = "right_refused", _("refused a right")
    RIGHT_TAKEN_BACK = "right_taken_back", _("took back a request for a right")
    LIST_REVIEWED = "list_reviewed", _("confirmed who holds a right in a unit")
    LEFT = "left", _("ended everything of a person who leaves")
    WORK_PASSED_ON = "work_passed_on", _("passed on the work of a person who leaves")
    ARRANGED = "arranged", _("arranged in a section")
    DUTY_CHANGED = "duty_changed", _("changed the register of duties")
    EXCUSED = "excused", _("excused a unit from a duty")
    EXCUSE_ENDED = "excuse_ended", _("ended an excuse")
    JUDGED = "judged", _("judged a duty")
    JUDGED_AGAIN = "judged_again", _("judged a duty again")
    PERIOD_CLOSED = "period_closed", _("closed a period")
    FIGURE_CORRECTED = "figure_corrected", _("corrected a closed figure")
    QUOTA_ASSIGNED = "quota_assigned", _("assigned quotas")
    KEY_TASK = "key_task", _("handled a key task")
    DOCUMENTS_ISSUED = "documents_issued", _("entered issued documents")
    DIRECTION = "direction", _("handled a direction to a unit")
    PAY_ADOPTED = "pay_adopted", _("adopted a table of pay")
    PAY_DRAWN = "pay_drawn", _("drew up a sheet of pay")
    PAY_REVIEWED = "pay_reviewed", _("reviewed a sheet of pay")
    PAY_APPROVED = "pay_approved", _("approved a sheet of pay")
    EVALUATION = "evaluation", _("handled a quarterly evaluation")
    QUARTER_REPORT = "quarter_report", _("handled the report on a quarter")
    EVALUATION_TERMS = "evaluation_terms", _("changed the terms of the quarterly evaluation")
    CRITERIA_LAID = "criteria_laid", _("laid criteria of the annual scorecard")
    SCORECARD = "scorecard", _("handled an annual scorecard")
    COMMENDATION = "commendation", _("handled a commendation")
    OBSTACLE = "obstacle", _("handled an obstacle")
    AMENDMENT = "amendment", _("handled a proposal to amend the regulation")
    VERIFIED_AGAIN = "verified_again", _("verified again")
    QUESTION = "question", _("handled a question")
    FEEDBACK = "feedback", _("handled feedback")
    IDENTITY_KEY = "identity_key", _("made a key for identities")
    DATA_REQUEST = "data_request", _("decided a request about one's data")
    NETWORKS_CHANGED = "networks_changed", _("changed from where the portal is open")
    SECURITY = "security", _("security event")
    ALARM_CHANGED = "alarm_changed", _("changed a security alarm")


def label_of(verb: str) -> str:
    """The verb in words; the bare value where a later or earlier portal knew a verb that this one does not."""
    return str(Verb(verb).label) if verb in Verb.values else verb
