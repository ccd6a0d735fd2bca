"""The two commands: from nothing to a running portal, and to a test suite that has its own servers."""
