"""A small statistical tagger for names that no registry holds."""
