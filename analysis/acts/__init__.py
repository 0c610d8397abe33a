"""Who did what to whom, and who is called what."""
