"""The one door for files, whoever sends them: known by their content, harmless, telling nothing in secret."""

from units.uploads.door import Taken, Wanted, take

__all__ = ["Taken", "Wanted", "take"]
