"""Who works in a unit, administered by the unit itself within narrow limits (LD-4.2b, LD-4.3, ND-10.1)."""
