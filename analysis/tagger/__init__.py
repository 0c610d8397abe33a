"""The statistical tagger of names."""
