"""Template tags of the room of knowledge."""
