"""The register: dated facts about social organisations, each with source and person, never overwritten."""
