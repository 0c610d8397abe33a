"""Charts of summary tables, and the words that say the same."""
