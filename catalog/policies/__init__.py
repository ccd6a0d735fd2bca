"""The policy library: the papers that rules, numbers and pages rest on."""
