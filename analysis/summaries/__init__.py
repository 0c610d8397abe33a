"""Summaries: one row per group, counted first and divided last."""
