"""Table of contents of the admin, in the order of the procedure."""
