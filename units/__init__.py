"""The register of units and who works in them, the boundary between units, approval, contributions."""
