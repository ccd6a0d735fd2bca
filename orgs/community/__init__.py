"""Community social organisations, social-work stations and incubation bases."""
