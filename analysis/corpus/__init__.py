"""The corpus: its files, its articles, and what stands beside them. The only place that reads one."""
