"""The register of issued documents: which are to be published, and which are on the portal (ND-9.3a, ND-8.3)."""
