"""Who and where: the names in sentences, what they mean, what is said and done beside them."""
