"""The verifiable draw from the portal's own pool: list frozen, seed committed before, repeated by anybody."""
