"""Who: regions, public bodies, social organisations, people and their capacities, credit."""
