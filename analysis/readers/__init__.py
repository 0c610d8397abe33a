"""One file per format: a path in, a table of its articles and the problems out. `formats` lists them all."""
