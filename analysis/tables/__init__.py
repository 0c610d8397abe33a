"""Summaries: one row a group, counted first and divided last."""
