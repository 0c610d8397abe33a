"""Acronyms: what an article defines, and which of several owners a text speaks of."""
