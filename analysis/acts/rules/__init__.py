"""Rules that read the acts of a sentence, by the kind of the word that names the act."""
