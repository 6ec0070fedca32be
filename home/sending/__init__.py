"""Anybody of the bloc sends an article or a photo from a phone and sees what becomes of it (LD-5.1b)."""
