"""What the task queue does for the engine."""

from __future__ import annotations

from django_tasks import task

from . import watch
from .client import EngineError
from .waiting import tell

#: Seconds of a request to the engine: where no queue is configured, whoever saves waits for it.
TIMEOUT = 5


@task()
def tell_engine() -> None:
    """Tell the engine what waits for it. While it is away nothing is tried and everything waits on."""
    if watch.is_away():
        return
    try:
        for _settled in tell(TIMEOUT):
            pass
    except EngineError as error:
        watch.note_away(str(error))
