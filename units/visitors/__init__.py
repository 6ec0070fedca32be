"""People without an account: where a request comes from, as a key, and how often it may do something."""
