"""Contributions: what each unit has given to the portal, counted once and for ever (LD-6.1a)."""
