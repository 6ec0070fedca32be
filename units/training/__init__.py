"""Who has been trained in using the portal, and whether a role is given before that (LD-4.2a)."""
