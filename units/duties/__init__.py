"""Periodic duties as data: who owes what in which period, whether they gave it, and who is reminded (ND-9.5)."""
