"""The law of complaints as pure functions: admission, clocks, outcome, conduct."""
