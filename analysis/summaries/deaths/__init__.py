"""Deaths against mentions: the user's table of deaths, the sentences that tell of deaths, and their ratio."""
