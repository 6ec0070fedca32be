"""Formats of dates and numbers as Vietnamese officials write them."""
