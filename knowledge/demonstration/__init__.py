"""What this room adds to a demonstration: guidance with forms to download, one of them replaced by a newer version."""
