"""The practice area: writing, sending and deciding where nothing counts and nobody outside is told (LD-4.2a).

Safe by construction: what is written here is rows of one table of its own. It is no page and no snippet, so no route,
publication, ledger, record, search, feed or inbox could take it in, and nothing here imports any of them.
"""
