"""The clocks of feedback: when a step is due, and who is told when it is late."""
