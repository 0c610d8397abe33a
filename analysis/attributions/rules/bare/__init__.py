"""Rules for sentences of texts that lost their commas and line breaks."""
