"""The panel confirms a document before it is issued, where the method's law asks for it."""
