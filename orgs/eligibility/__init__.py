"""Whether a body may contract, rule by rule with evidence: shown before the bid, frozen at the deadline."""
