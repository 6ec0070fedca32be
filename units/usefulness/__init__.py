"""“Was this useful?” under public items: votes without personal data, and comments that the owner's people read."""
