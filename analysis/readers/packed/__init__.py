"""Packed files: ZIP archives and Excel, and what the first bytes of a file say."""
