"""Search: Vietnamese text, the engines that index it and the public search page.

The lowest room of the house: it imports nothing of ours. Upper rooms declare ordinary ``index.SearchField``s on their
models and tell :mod:`search.sources` what the public may find.
"""
