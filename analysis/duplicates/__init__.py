"""Articles that print the same text: signatures, pairs of copies, clusters."""
