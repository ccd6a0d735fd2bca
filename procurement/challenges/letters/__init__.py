"""What a letter of challenge and a complaint have in common: sender, matters, papers, power of attorney."""
