"""Professional guidance: editing, state, what readers see, and what it tells the other rooms (ND-6.2d)."""
