"""Attributions that a mark shows: a colon, and the dash or the colon of a headline."""
