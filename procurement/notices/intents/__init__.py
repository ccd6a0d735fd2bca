"""A published intention as a notice in list, search and feed; its withdrawal as a linked correction."""
