"""Speakers: whom the source of an attribution means, and the turns of a transcript."""
