"""What the room of questions keeps: forms and their limits, questions with their trail, answers; feedback apart."""

import qa.feedback.models  # noqa: F401  (Django finds models through this module)
from qa.models.consulting import Consultation
from qa.models.files import IntakeFile
from qa.models.forms import PublicForm
from qa.models.pages import AnswerPage, AnswersOfUnitPage, QuestionsPage
from qa.models.private import PrivateAnswer
from qa.models.questions import OPEN, AskerIdentity, Question, State
from qa.models.routing import RoutingRule
from qa.models.steps import TOLD, Act, Step
from qa.models.terms import QuestionTerms

__all__ = [
    "OPEN",
    "TOLD",
    "Act",
    "AnswerPage",
    "AnswersOfUnitPage",
    "AskerIdentity",
    "Consultation",
    "IntakeFile",
    "PrivateAnswer",
    "PublicForm",
    "Question",
    "QuestionTerms",
    "QuestionsPage",
    "RoutingRule",
    "State",
    "Step",
]
