"""The desk: a panel for JupyterLab, from a number to its sentences to its article."""
