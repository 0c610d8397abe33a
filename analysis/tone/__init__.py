"""Tone: words of judgement, battle vocabulary, and VADER."""
