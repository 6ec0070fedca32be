"""Questions and answers, feedback: the room is named by the architecture and furnished by its own issue."""
