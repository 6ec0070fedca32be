"""Drawn illustrations for the demonstration: a small canvas over Pillow and the scenes painted on it."""
