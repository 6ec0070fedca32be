"""Management commands of the front door."""
