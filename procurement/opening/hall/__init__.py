"""The opening hall: who is there, the state of the session, and what came between."""
