"""What nbval compares: plain text and what is printed, not the markup that says the same again.

And `measured`, which the examples of the panels are made with: one article, measured when first asked for.
"""

import os
from functools import lru_cache
from importlib.util import find_spec

import pytest
from hypothesis import settings

# What needs an extra that is not installed has no examples to run.
collect_ignore = [] if find_spec("numba") else ["analysis/text/chunks_numba.py"]

# Stored outputs must not hang on a report being made at the same time.
os.environ.pop("ANALYSIS_REPORT", None)

# A busy machine is no fault of the code: no example fails for being slow.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_collectstart(collector):
    if collector.fspath and collector.fspath.ext == ".ipynb":
        collector.skip_compare += ("text/html", "text/markdown", "image/svg+xml", "text/csv", "stderr")


@lru_cache(maxsize=1)
def measure_one():
    import pandas as pd

    from analysis.store.measured import measure_articles

    keys = {"article_id": ["a"], "outlet": ["Courier"], "date": [pd.Timestamp("2022-11-17")]}
    text = ["Shells hit the bridge, the mayor of Kyiv said."]
    return measure_articles(pd.DataFrame({**keys, "title": ["Bridge hit"], "text": text}))


@pytest.fixture(autouse=True)
def add_measured(doctest_namespace):
    from analysis.store.measured import Measured

    doctest_namespace["measured"] = Measured(lambda *asked: measure_one().load(*asked))
