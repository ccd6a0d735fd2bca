"""Searches that a person keeps: the conditions of the public list, with a message when something new fits."""
