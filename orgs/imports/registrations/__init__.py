"""Tables of registrations: the organisations themselves."""
