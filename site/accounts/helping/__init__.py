"""What an administrator does for somebody's account: a link to begin with, a lost device, an end to sessions."""
