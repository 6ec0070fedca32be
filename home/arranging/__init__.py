"""Lead units arrange the sections they answer for: they hide, pin and order what is public there (LD-3.1a to 3.6)."""
