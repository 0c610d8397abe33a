"""The tables of a corpus, kept between two runs, with fingerprints that show whether they are up to date."""
