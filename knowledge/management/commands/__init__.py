"""Commands of the room, one module each."""
