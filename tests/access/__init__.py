"""The table of roles by pages, and the walk that opens every page as everybody."""
