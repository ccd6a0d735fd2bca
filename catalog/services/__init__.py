"""Services that class-II public institutions do today and the market could do."""
