"""What this room adds to a demonstration: situations over four quarters, and guidance with forms to download."""
