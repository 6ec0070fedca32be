"""Commendations: suggested by figures, recorded with their decision, public once a second person has confirmed them."""
