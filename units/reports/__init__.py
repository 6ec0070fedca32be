"""Reports: a small frame in which each report is facts, what its lines are and what its columns count (LD-6.1a)."""
