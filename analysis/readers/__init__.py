"""One file for each way that articles come: a file in, a table of what stood in it out."""
