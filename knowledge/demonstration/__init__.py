"""What this room adds to a demonstration."""
