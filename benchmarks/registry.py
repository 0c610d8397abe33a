"""How many rows of the registries are right, and how many any text names: writes results_registry.md.

    python -m benchmarks.registry [--data ../shared/data]
    python -m benchmarks.registry --draw sudan --seed 7 --out drawn.csv

registry_judged.csv: fifty rows of each registry of a conflict, drawn by lot from its actors and places, each
with the verdicts of two judges, and why a row is wrong. The judges were language models; they looked nothing
up, and neither saw the other's verdicts. Judge a of `israel-palestine`, `sudan` and `yemen` wrote the rows.
Rows that a judge called wrong for a reason that holds were mended after that.

With the folder of shared data, each corpus that can be read is searched for the names of each registry.
"""

import argparse
from pathlib import Path

import pandas as pd

from analysis.entities.mentions import find_entities
from analysis.registry.conflicts import BASE, list_conflicts, place_part
from analysis.registry.files import read_table
from analysis.summaries.intervals import share_interval
from analysis.text.sentences import split_sentences
from benchmarks import judgements
from benchmarks.results import format_table

HERE = Path(__file__).parent
JUDGED, RESULTS = HERE / "registry_judged.csv", HERE / "results_registry.md"
DATA = Path("../shared/data")
NAMES = [name for name in list_conflicts() if name not in BASE]
CORPORA = ["fakes", "wikinews", "newsmtsc"]
HEAD = """# Rows of the registries, read by judges

Written by `python -m benchmarks.registry`. Two judges, both language models, read fifty rows of each registry
from memory, each without the other's verdicts. A row is right if the thing exists and its name, type, camp,
country, place, aliases, first year and source hold. Rows that a judge could not know are not right here.
Intervals are Wilson's.
"""


def read_rows(name: str) -> pd.DataFrame:
    """The actors and places of a registry, with the file that each stands in."""
    parts = [
        read_table(place_part(name, part), ["entity"]).assign(file=part) for part in ("actors", "places")
    ]
    return pd.concat(parts, ignore_index=True).fillna("")


def summarise_verdicts(judged: pd.DataFrame) -> pd.DataFrame:
    """One row per registry: the share of rows that each judge called right, and that both did."""
    right = judged.assign(right=judged["verdict"].eq("right"), judge=judged["judge"].str[0])
    rows = right.pivot(index=["registry", "entity", "file"], columns="judge", values="right").astype("bool")
    rows["both"] = rows.all(axis="columns")
    counts = rows.groupby("registry").agg(["sum", "count"])
    return pd.DataFrame(
        {
            judge: [describe_share(*pair) for pair in counts[judge].to_numpy().tolist()]
            for judge in ("a", "b", "both")
        },
        index=counts.index,
    )


def describe_share(k: int, n: int) -> str:
    """A count of the rows, with the interval of its share in percent."""
    low, high = share_interval(k, n)
    return f"{k} of {n} ({100 * low:.0f}-{100 * high:.0f} %)"


def count_named(data: Path) -> pd.DataFrame:
    """One row per registry: how many of its rows each corpus names, and how many any of them does."""
    named: dict[tuple[str, str], set[str]] = {}
    for corpus in CORPORA:
        sentences = split_sentences(judgements.read_articles(data, corpus))
        for name in NAMES:
            found = find_entities(sentences, registry=("world", name), tagger=None)
            named[name, corpus] = set(found["entity"]) & set(read_rows(name)["entity"])
    rows = []
    for name in NAMES:
        of_each = {corpus: len(named[name, corpus]) for corpus in CORPORA}
        of_any = len(set().union(*(named[name, corpus] for corpus in CORPORA)))
        rows.append({"registry": name, "rows": len(read_rows(name)), **of_each, "any": of_any})
    return pd.DataFrame(rows)


def main() -> None:
    """Print the tables and write them, or draw rows for a judge."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--draw", metavar="REGISTRY")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("drawn.csv"))
    arguments = parser.parse_args()
    if arguments.draw:
        read_rows(arguments.draw).sample(50, random_state=arguments.seed).to_csv(arguments.out, index=False)
        return
    parts = [HEAD, format_table(summarise_verdicts(pd.read_csv(JUDGED)).reset_index().to_dict("records"))]
    if arguments.data.exists():
        parts += ["## Rows that a text names", format_table(count_named(arguments.data).to_dict("records"))]
    RESULTS.write_text("\n\n".join(parts) + "\n")
    print(RESULTS.read_text())


if __name__ == "__main__":
    main()
