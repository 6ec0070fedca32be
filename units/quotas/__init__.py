"""Quotas: how many items a unit is to give in a period, by a dated decision, and how far it has come (ND-7.1c)."""
