"""From an accepted question to its answer: the draft, what may not be shown, approval, and the private way."""
