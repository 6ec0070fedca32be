"""The front door: home page, sections, articles, navigation."""
