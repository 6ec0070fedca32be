"""The office's screens about the search: results to show first, synonyms, and the report of the log (ND-5.5c)."""
