"""A sealed paper copy as fallback where the document allows it: shut unless the bid cannot be opened."""
