"""Common situations as readers find them: index, page, feed and site map (ND-2.1b, ND-6.2g, ND-9.5)."""
