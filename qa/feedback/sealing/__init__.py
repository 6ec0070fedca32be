"""Sealing who sent feedback: anybody seals with the public half of a key, two of its holders open together (N-9)."""
