"""How often public pages are opened: counted by our own server, with nothing about who opened them."""
