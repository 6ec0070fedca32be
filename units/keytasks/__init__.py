"""The key tasks of a year or quarter: what was asked by which resolution, and which items tell of it (ND-7.1b)."""
