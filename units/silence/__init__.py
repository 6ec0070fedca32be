"""Silence: units and sections in which nothing new has been published for so many days (LD-3.0a)."""
