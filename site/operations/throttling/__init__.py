"""How often one address may search, fetch documents and try to sign in, whichever process answers (LD-4.1c)."""
