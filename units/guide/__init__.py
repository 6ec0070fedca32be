"""The guide: what each screen of the administration is for, and how each role does its work (LD-4.2c).

``help.py`` holds one line and one place in the guide for every screen, ``lines.py`` those of Wagtail's screens and of
this room; the rooms above register theirs. ``pages.py`` reads the parts of the guide from ``content/*.md``.
"""
