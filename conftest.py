"""What nbval compares: plain text and what is printed, not the markup that says the same again."""

import os

# Stored outputs must not hang on a report being made at the same time.
os.environ.pop("ANALYSIS_REPORT", None)


def pytest_collectstart(collector):
    if collector.fspath and collector.fspath.ext == ".ipynb":
        collector.skip_compare += ("text/html", "text/markdown", "image/svg+xml", "text/csv", "stderr")
