"""From where the portal is open: named networks, and what only they may reach (LD-1.2a)."""
