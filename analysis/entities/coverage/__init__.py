"""How well a registry fits a corpus: which one, what it does not hold, and a draft of a new one."""
