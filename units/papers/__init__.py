"""Papers in the form that the Party's document rules prescribe: one description, written as DOCX and as PDF (N-10)."""
