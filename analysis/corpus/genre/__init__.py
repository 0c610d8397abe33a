"""Genres: news, opinion, editorials, and whole texts in one voice."""
