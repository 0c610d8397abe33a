"""The statistical name tagger."""
