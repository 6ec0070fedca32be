"""``make crawl``: everybody opens every screen of a demonstration; nothing there is English or cut off (LD-4.2c)."""
