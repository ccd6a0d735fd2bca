"""What the portal holds about a person: shown, given out, and listed by purpose with how long it is kept."""
