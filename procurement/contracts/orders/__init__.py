"""The contract of an order under a framework agreement: signed on paper, kept and published here."""
