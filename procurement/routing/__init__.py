"""Legal parameters as dated rows; which routes are lawful and why."""
