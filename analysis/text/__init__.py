"""Texts as chunks, words, sentences and quotations."""
