"""Template tags of the room of questions and feedback."""
