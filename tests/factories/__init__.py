"""Records for tests; a status is reached by calling workflow, never set here."""
