"""The clocks of questions: when a step is due, and who is told when it is late."""
