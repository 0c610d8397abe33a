"""XML: feeds, Factiva's answers, dumps of wikis, records. A file's own entities are never read."""
