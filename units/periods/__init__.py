"""Months, quarters and years that are over: closed with their figures and never changed again (LD-6.1a, LD-6.1b)."""
