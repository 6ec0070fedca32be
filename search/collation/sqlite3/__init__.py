"""Django's backend for SQLite, with names in Vietnamese order."""
