"""Import of registers of social organisations: read, shown row by row, taken over or undone as a whole."""
