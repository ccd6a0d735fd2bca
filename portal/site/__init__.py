"""Home, search, workbench: pages composed from the floors below."""
