"""What officers and leaders do with feedback, each act under a lock, by the rules, with its step in the trail."""
