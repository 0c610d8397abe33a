"""Frames: cues of a codebook."""
