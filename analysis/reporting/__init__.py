"""Findings, evidence, panels and the report."""
