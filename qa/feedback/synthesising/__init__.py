"""A synthesis of feedback for the leaders, from chosen records or a period: without anybody's identity (LD-3.1c)."""
