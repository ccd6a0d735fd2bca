"""Later years of a purchase: declared as future commitments, each confirmed on a line of its own year."""
