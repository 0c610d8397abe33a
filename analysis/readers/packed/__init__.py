"""Packed files: ZIP archives and Excel, what the first bytes of a file say, and the limits of unpacking."""
