"""Editions of the guidance catalogues and their items: the tree, the search, the download."""
