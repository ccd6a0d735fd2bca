"""Table of contents of the jobs, in the order of the procedure."""
