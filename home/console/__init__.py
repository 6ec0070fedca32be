"""The unit console: everything of a unit in one place, its state and what needs care (LD-4.3)."""
