"""Rights from request to end, their review each quarter, who leaves, and who may do what and why (LD-4.2b)."""
