"""What readers see of answers: the list, one answer, whether it was useful."""
