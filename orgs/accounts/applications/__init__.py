"""An organisation applies for an account; a registrar makes sure who applies, and opens or returns it."""
