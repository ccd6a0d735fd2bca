"""A single source: talks with the only supplier on record, the agreed price proposed and approved."""
