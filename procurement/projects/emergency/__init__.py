"""The register of emergency purchases: outside the statutory methods, recorded at once, papers follow."""
