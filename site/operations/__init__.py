"""Running the portal."""
