"""Confidential feedback: taken from anybody, seen by named officers alone, its sender's identity sealed (ND-5.4c)."""
