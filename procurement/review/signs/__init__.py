"""Signs that bidders may have acted together: to be looked at by the panel, never a proof."""
