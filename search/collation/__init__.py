"""Vietnamese order wherever the database sorts by a name: in every list, chooser and filter, Wagtail's own included.

A database compares characters by their number: Đ comes after Z, ă after z, and "Chi bộ 10" before "Chi bộ 2". No list
has to remember this, since both backends put every ``ORDER BY`` of a name in the order of the Vietnamese alphabet:
:mod:`search.collation.sqlite3` by :func:`search.vietnamese.sort_key`, :mod:`search.collation.postgresql` by ICU's.
"""

from __future__ import annotations

#: Django's backends, and what stands in their place.
BACKENDS = {
    "django.db.backends.sqlite3": "search.collation.sqlite3",
    "django.db.backends.postgresql": "search.collation.postgresql",
}
#: The fields that hold a name or a title. Paths, codes and addresses are no words, and their indexes sort them.
NAMES = frozenset({"name", "short_name", "title", "draft_title", "first_name", "last_name", "unit_name", "words"})
