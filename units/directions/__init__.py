"""Directions of the Standing Committee to a unit, followed until they are done (LD-6.1c)."""
