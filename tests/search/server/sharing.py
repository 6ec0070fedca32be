"""One index for all tests of a run: making one takes longer than most tests do."""

from __future__ import annotations

import uuid
from itertools import count

from django.test import override_settings

from search.engines.opensearch import indices, rebuilding
from search.engines.opensearch.client import request
from search.engines.opensearch.documents import MOST_HITS
from search.engines.opensearch.sending import dropping, send
from search.models import WaitingUpdate

#: More updates than any test makes.
_MOST_UPDATES = 1_000_000


class SharedIndex:
    """An index that every test finds empty."""

    def __init__(self, url: str) -> None:
        self.settings = {"URLS": [url], "INDEX": f"test-{uuid.uuid4().hex}", "CA": ""}
        self._floors = count(_MOST_UPDATES, _MOST_UPDATES)
        self._floor = 0

    def begin(self) -> None:
        """Make the index if it is not there; let the updates of this test have higher numbers than any before.

        A test's updates are undone with their numbers, while the engine keeps those of what was dropped.
        """
        if indices.searched() is None:
            for _done in rebuilding.rebuild():
                pass
        self._floor = next(self._floors)
        WaitingUpdate.objects.create(pk=self._floor).delete()

    def empty(self) -> None:
        """Drop what the test has left in the index, if it has left one."""
        with override_settings(SEARCH_ENGINE=self.settings):
            if indices.searched() is not None:
                self._empty()

    def _empty(self) -> None:
        indices.refresh()
        question = {"size": MOST_HITS, "_source": False, "query": {"match_all": {}}}
        left = request("POST", f"/{self.settings['INDEX']}/_search", question)["hits"]["hits"]
        last = self._floor + _MOST_UPDATES - 1
        send(dropping(str(self.settings["INDEX"]), int(hit["_id"]), last) for hit in left)
        indices.refresh()

    def forget(self) -> None:
        """Leave nothing on the server."""
        with override_settings(SEARCH_ENGINE=self.settings):
            indices.forget()
