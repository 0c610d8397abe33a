"""Terms of word lists found in sentences."""
