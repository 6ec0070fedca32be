"""What the portal keeps of feedback: the text, the trail, directions, syntheses; the sealed identity stands apart."""

from qa.feedback.models.directions import Direction
from qa.feedback.models.feedback import OPEN, TAKEN, Feedback, FeedbackQuerySet, Kind, Outcome, Severity, State
from qa.feedback.models.identity import KeyHolder, Opening, SealedIdentity, SealingKey
from qa.feedback.models.requests import DataRequest
from qa.feedback.models.steps import Act, FeedbackStep
from qa.feedback.models.syntheses import Synthesis, SynthesisAct, SynthesisDirection, SynthesisRecord, SynthesisStep
from qa.feedback.models.terms import FeedbackTerms

__all__ = [
    "OPEN",
    "TAKEN",
    "Act",
    "DataRequest",
    "Direction",
    "Feedback",
    "FeedbackQuerySet",
    "FeedbackStep",
    "FeedbackTerms",
    "KeyHolder",
    "Kind",
    "Opening",
    "Outcome",
    "SealedIdentity",
    "SealingKey",
    "Severity",
    "State",
    "Synthesis",
    "SynthesisAct",
    "SynthesisDirection",
    "SynthesisRecord",
    "SynthesisStep",
]
