"""The way in: password, second factor, a new password where the old one has reached its age."""
