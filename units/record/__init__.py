"""The record: an append-only chain of who did what to which item, when (LD-1.2c, ND-5.3c, ND-10.4b, ND-13.6d)."""
