"""What nbval compares: plain text and what is printed, not the markup that says the same again."""

import os

from hypothesis import settings

# Stored outputs must not hang on a report being made at the same time.
os.environ.pop("ANALYSIS_REPORT", None)

# A busy machine is no fault of the code: no example fails for being slow.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_collectstart(collector):
    if collector.fspath and collector.fspath.ext == ".ipynb":
        collector.skip_compare += ("text/html", "text/markdown", "image/svg+xml", "text/csv", "stderr")
