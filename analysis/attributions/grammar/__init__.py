"""Parts of speech, subjects and ends of clauses, by small models made from GUM."""
