"""The rules of use: laid in versions, acknowledged at the door, and a report of who has and who has not (LD-1.2b)."""
