"""Words: in context, setting groups apart, moving the tone."""
