"""What a unit's work in a quarter or year comes to, line by line, each with the place where it can be checked."""
