"""Questions of the demonstration in different states, each brought there by its people."""
