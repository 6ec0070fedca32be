"""Management commands of the operations room."""
