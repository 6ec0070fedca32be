"""Django's backend for PostgreSQL, with names in Vietnamese order."""
