"""What the task queue does for the text of files."""

from __future__ import annotations

from django_tasks import task

from knowledge.filetexts import reading
from knowledge.filetexts.keeping import keep
from units.queue import is_immediate

#: Seconds of a reading where no queue is configured: whoever uploads the file waits for it.
HURRIED = 5


@task()
def read_file(document_id: int) -> None:
    """Read the file of a document and index it; one that has been read only follows its title and collection."""
    keep(document_id, seconds=HURRIED if is_immediate() else reading.SECONDS)
