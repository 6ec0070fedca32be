"""When is it due, and which stage made it late? One clock, with days off as data (ND-8.1, ND-8.2)."""
