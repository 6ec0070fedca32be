"""What the office tells the search: results to show first, and words that mean the same (ND-5.5c).

Neither carries a text of its own that readers see, so neither needs approval: a pinned result shows the approved title
of a page that the reader may read anyway.
"""
