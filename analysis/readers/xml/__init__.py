"""XML: feeds, Factiva's answers, dumps of wikis, and lists of records. Entities of a file's own are never read."""
