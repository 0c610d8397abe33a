"""Measure how conflicts are reported: tone, entities, framing, and the sentences behind every number."""
