"""Remuneration: what a month's items and their control are paid, by a table that the committee adopted (LD-6.2)."""
