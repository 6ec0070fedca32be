"""The leader's page: what waits, what is late, how we stand, what people say; three minutes on a phone (ND-9.2)."""
