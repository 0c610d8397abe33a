"""The rules that read the attributions of a sentence from its tokens."""
