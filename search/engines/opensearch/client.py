"""Talking to the engine: one connection, one error.

OpenSearch and Elasticsearch answer the few requests that are made here alike. Their own clients do not: Elasticsearch's
refuses to talk to OpenSearch, and OpenSearch's brings a second protocol of 20 MB along. Below the former lies a small
library that does the hard part (a pool of nodes, which of them are dead, whom to ask next) and minds neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from elastic_transport import NodeConfig, Transport, TransportError
from elastic_transport.client_utils import url_to_node_config

#: Seconds that a reader's search may wait before the database answers instead.
SEARCH_TIMEOUT = 3
#: Seconds that a request of the upkeep may take.
UPKEEP_TIMEOUT = 60

Answer = dict[str, Any]


class EngineError(Exception):
    """The engine did not do what it was asked; the text says why, for whoever runs the portal."""


def is_configured() -> bool:
    """Whether the settings name an engine beside the database."""
    return bool(settings.SEARCH_ENGINE["URLS"])


def alias() -> str:
    """Return the name under which the index is searched and written."""
    return str(settings.SEARCH_ENGINE["INDEX"])


def request(
    method: str, path: str, body: Answer | None = None, timeout: float = UPKEEP_TIMEOUT, **parameters: str
) -> Answer:
    """Send a request and return its answer; of something that is not there, an empty one.

    Raises EngineError when the engine is away, answers too late or refuses.
    """
    target = f"{path}?{urlencode(parameters)}" if parameters else path
    return _send(method, target, "application/json", body, timeout)


def bulk(lines: Iterable[bytes], timeout: float = UPKEEP_TIMEOUT) -> list[Answer]:
    """Send the lines of a bulk request to existing aliases and return what became of each of its actions."""
    # An alias that has gone must not come back as an index of whatever form the engine guesses.
    answer = _send("POST", "/_bulk?require_alias=true", "application/x-ndjson", lines, timeout)
    return [outcome for item in answer["items"] for outcome in item.values()]


def _send(method: str, target: str, kind: str, body: Any, timeout: float) -> Answer:
    headers = {"accept": "application/json"} | ({"content-type": kind} if body is not None else {})
    try:
        response = _transport().perform_request(method, target, body=body, headers=headers, request_timeout=timeout)
    except TransportError as error:
        raise EngineError(str(error.message)) from error
    except ValueError as error:
        raise EngineError(f"PORTAL_SEARCH_URL: {error}") from error
    if response.meta.status == 404:
        return {}
    if not 200 <= response.meta.status < 300:
        raise EngineError(f"{response.meta.status}: {response.body}")
    return dict(response.body)


def _transport() -> Transport:
    return _transport_to(tuple(settings.SEARCH_ENGINE["URLS"]), settings.SEARCH_ENGINE["CA"])


@lru_cache(maxsize=4)
def _transport_to(urls: tuple[str, ...], authority: str) -> Transport:
    """The connections to these nodes, kept and shared between threads."""
    # With several nodes the others are tried in turn; a lone one that fails is not worth a second wait.
    return Transport([_node(url, authority) for url in urls], max_retries=len(urls) - 1, meta_header=False)


def _node(url: str, authority: str) -> NodeConfig:
    node = url_to_node_config(url, use_default_ports_for_scheme=True)
    return node.replace(ca_certs=authority) if authority and node.scheme == "https" else node
