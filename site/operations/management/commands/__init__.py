"""Management commands of the operations room, one a module."""
