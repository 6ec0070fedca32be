"""Other names of a thing: the abbreviations that everybody uses, and what the office adds.

Whoever keeps the office's synonyms registers a provider, once, in an ``AppConfig.ready``::

    synonyms.register(lambda: [("khen thưởng", "thi đua khen thưởng"), …])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from .vietnamese.abbreviations import Groups, groups_of, known

#: Returns groups of names of one thing; asked at every search, so it keeps its answer or costs one query.
Provider = Callable[[], Iterable[Iterable[str]]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let ``provider`` add to the names that are searched for each other."""
    if provider not in _providers:
        _providers.append(provider)


def groups() -> Groups:
    """Return, for folded words in a row, the other names of the same thing."""
    added = tuple(tuple(names) for provider in _providers for names in provider())
    return _with_known(added) if added else known()


# Kept by what the providers answer, not by a time or a version, so that a change shows in every process at once.
@lru_cache(maxsize=2)
def _with_known(added: tuple[tuple[str, ...], ...]) -> Groups:
    merged = dict(known())
    for name, others in groups_of(added).items():
        merged[name] = tuple(dict.fromkeys((*merged.get(name, ()), *others)))
    return merged
