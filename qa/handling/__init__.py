"""What may be done to a question, one module a kind of act; each asks ``qa.rules`` and writes the trail."""
