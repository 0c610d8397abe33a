"""Articles that print the same text."""
