"""What nbval compares: plain text and printed output, not the markup that repeats it.

And `measured`, one measured article for the examples in docstrings.
"""

import os
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, settings

# A module that needs an extra that is not installed cannot run its examples.
collect_ignore = [] if find_spec("numba") else ["analysis/text/chunks_numba.py"]

# Stored outputs must not depend on a report that is made at the same time.
os.environ.pop("ANALYSIS_REPORT", None)

SAMPLE = Path(__file__).parent / "corpus/sample"
HANDED = pytest.StashKey[str]()

# A busy machine is no fault of the code: no example fails because it is slow. `make test` tries the same
# examples each time and ends soon; `make search` looks for new ones, and makes small what fails.
settings.register_profile(
    "same", deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_collectstart(collector):
    if collector.fspath and collector.fspath.ext == ".ipynb":
        collector.skip_compare += ("text/html", "text/markdown", "image/svg+xml", "text/csv", "stderr")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Let the kernels of the notebooks, and nothing else, read the sample that was measured once."""
    if item.path.suffix != ".ipynb":
        return (yield)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYSIS_TABLES", hand_over_sample(item.config))
        return (yield)


def hand_over_sample(config):
    """The folder with the tables of the sample, made when the first notebook asks for it."""
    if HANDED not in config.stash:
        from analysis.store.handover import hand_over
        from analysis.store.measured import measure_corpus

        folder = TemporaryDirectory(prefix="notebooks-")
        config.add_cleanup(folder.cleanup)
        whole = dict.fromkeys(["since", "until", "outlets", "codebooks"])
        hand_over(measure_corpus(SAMPLE, store=None), Path(folder.name), SAMPLE, **whole)
        config.stash[HANDED] = folder.name
    return config.stash[HANDED]


@lru_cache(maxsize=1)
def measure_one():
    import pandas as pd

    from analysis.store.measured import measure_corpus

    keys = {"article_id": ["a"], "outlet": ["Courier"], "date": [pd.Timestamp("2022-11-17")]}
    text = ["Shells hit the bridge, the mayor of Kyiv said."]
    # One article names too little for a registry to be chosen by it.
    articles = pd.DataFrame({**keys, "title": ["Bridge hit"], "text": text})
    return measure_corpus(articles, registry=("ukraine", "syria", "world"))


@pytest.fixture(autouse=True)
def add_measured(request, doctest_namespace):
    """`measured`, for the doctests that use it."""
    doctest = getattr(request.node, "dtest", None)
    if doctest and any("measured" in example.source for example in doctest.examples):
        doctest_namespace["measured"] = measure_one()
