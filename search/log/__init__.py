"""What readers search for, counted without knowing who they are: queries, clicks and what was not found (ND-5.5c).

No address, no session, no cookie and no moment finer than a day is kept; see :mod:`search.log.personal`.
"""
