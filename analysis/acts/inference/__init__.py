"""Inference of the sides of victims that no phrase names."""
