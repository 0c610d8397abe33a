"""Sentences as the rules for acts read them: words with their parts, noun phrases and clauses."""
