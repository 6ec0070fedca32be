"""Common situations as readers find them: the index, each one's page, its feed, the site map (ND-2.1b, ND-6.2g, ND-9.5)."""
