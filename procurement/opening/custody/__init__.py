"""The second key at the opening: a part is released to its custodian, whose browser opens the bid."""
