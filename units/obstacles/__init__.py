"""Obstacles in applying the regulation: told at a clause, answered by the office, collected into an amendment."""
