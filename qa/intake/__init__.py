"""What every public form of this room needs: limits, proof of work, tracking codes, files that nobody serves."""
