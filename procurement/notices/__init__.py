"""Notices, procurement documents, who obtained them."""
