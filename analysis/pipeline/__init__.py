"""The whole flow over many articles: in pieces, in processes, into a store."""
