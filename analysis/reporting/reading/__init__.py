"""Close reading: the text of an article with every layer marked."""
