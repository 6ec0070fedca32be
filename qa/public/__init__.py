"""What readers see of answers: the list and one answer."""
