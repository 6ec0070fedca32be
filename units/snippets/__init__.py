"""Snippets that belong to units: approved as pages are, and closed to every other unit until they are public."""
