"""Change points: how often a series without a change raises an alarm, and how many planted changes are found.

    python -m benchmarks.changes [--data ../shared/data] [--draws 200] [--seed 1]

False alarms: the articles of a real corpus keep their frames and get the dates of other articles, drawn by
lot, so that no frame has a change but chance. Dates are shuffled by article and by week: articles of one week
are alike, and a shuffle by article does not keep that. Planted changes: weekly series of articles whose share
goes from one level to another in the middle; a change counts as found if it is within two weeks of its place.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.corpus.articles import read_corpus
from analysis.store.measured import Measured, measure_corpus
from analysis.summaries.changes import compare_periods

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "corpus/sample"
MONDAY = pd.Timestamp("2022-01-03")
NEAR = 14  # days within which a planted change counts as found
LEVELS = [(0.3, 0.4), (0.3, 0.5), (0.1, 0.3), (0.1, 0.5)]
SIZES = [(40, 5), (40, 20), (100, 5), (100, 20)]  # weeks, and articles a week


def shuffle_dates(articles: pd.DataFrame, number: np.random.Generator, *, by_week: bool) -> pd.DataFrame:
    """The articles with dates of one another; by week, whole weeks change places."""
    if not by_week:
        return articles.assign(date=number.permutation(articles["date"].to_numpy()))
    weeks = articles["date"].dt.to_period("W-SUN")
    distinct = weeks.drop_duplicates()
    places = dict(zip(distinct, number.permutation(distinct.to_numpy()), strict=True))
    moved = weeks.map(places)
    return articles.assign(date=moved.map(lambda week: week.start_time))


def count_alarms(measured: Measured, draws: int, seed: int, *, by_week: bool) -> dict[str, float]:
    """The share of series that raise an alarm, and of corpora in which any series does."""
    number = np.random.default_rng(seed)
    cues = measured.conflict_frames
    cues = cues[cues.duplicated(["article_id", "frame"])]
    articles = measured.headlines.dropna(subset=["date"])
    n_series = n_alarms = n_any = 0
    for _ in range(draws):
        found = compare_periods(
            cues, shuffle_dates(articles, number, by_week=by_week), at="found", what="frame"
        )
        n_series += found.attrs["n_tested"]
        n_alarms += found["frame"].nunique()
        n_any += len(found) > 0
    return {"series": n_series, "alarms": n_alarms / n_series, "corpora with one": n_any / draws}


def plant_change(
    before: float, after: float, weeks: int, n: int, number: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles with a hit by lot: `n` a week on average, with one share up to the middle and one after it."""
    week = np.repeat(np.arange(weeks), number.poisson(n, weeks))
    share = np.where(week < weeks // 2, before, after)
    ids = [f"a{place:06}" for place in range(len(week))]
    days = pd.to_timedelta(7 * week + number.integers(0, 7, len(week)), "D")
    articles = pd.DataFrame({"article_id": ids, "date": MONDAY + days})
    named = number.random(len(week)) < share
    return pd.DataFrame({"article_id": articles["article_id"][named], "name": "planted"}), articles


def count_found(draws: int, seed: int) -> pd.DataFrame:
    """One row per size and pair of levels: the share of planted changes found, of series with an alarm."""
    rows = []
    for weeks, n in SIZES:
        for before, after in [(0.3, 0.3), *LEVELS]:
            number = np.random.default_rng(seed)
            tables = [
                compare_periods(*plant_change(before, after, weeks, n, number), at="found")
                for _ in range(draws)
            ]
            middle = MONDAY + pd.Timedelta(weeks=weeks // 2)
            near = [((table["date"] - middle).abs().dt.days <= NEAR).any() for table in tables]
            found = float(np.mean(near)) if before != after else np.nan
            rows.append(
                (weeks, n, before, after, found, float(np.mean([len(table) > 0 for table in tables])))
            )
    return pd.DataFrame(
        rows, columns=["weeks", "articles a week", "before", "after", "found in place", "any alarm"]
    )


def describe_page(alarms: dict[str, dict[str, float]], found: pd.DataFrame, draws: int, seed: int) -> str:
    """The page of results, in Markdown."""
    lines = [
        "# Change points: false alarms and planted changes",
        "",
        f"Made by `python -m benchmarks.changes --draws {draws} --seed {seed}`. The method: "
        "`analysis/summaries/events/change_points.py`. The level is 5 %.",
        "",
        "## False alarms in shuffled corpora (conflict frames, at least two cues)",
        "",
        "| corpus, shuffled by | series | series with an alarm | corpora with at least one |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {row['series']:,.0f} | {row['alarms']:.1%} | {row['corpora with one']:.1%} |"
        for name, row in alarms.items()
    ]
    lines += [
        "",
        "## Planted changes",
        "",
        f"One series at a time, {draws} of each kind. *Found in place*: a change point within two weeks of "
        "the planted one. *Any alarm*: at least one change point; without a change it is the rate of false "
        "alarms. Real series whose weeks are alike raise more alarms than these.",
        "",
        "| weeks | articles a week | share before | share after | found in place | any alarm |",
        "|---|---|---|---|---|---|",
    ]
    for row in found.to_dict("records"):
        place = "–" if pd.isna(row["found in place"]) else f"{row['found in place']:.0%}"
        levels = f"{row['before']:.0%} | {row['after']:.0%} | {place} | {row['any alarm']:.1%}"
        lines.append(f"| {row['weeks']} | {row['articles a week']} | {levels} |")
    return "\n".join([*lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parents[1] / "shared/data")
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    corpora = {"sample": SAMPLE, "FA-KES": options.data / "fakes/FA-KES.csv"}
    alarms = {}
    for name, path in corpora.items():
        if not path.exists():
            continue
        measured = measure_corpus(read_corpus(path))
        for by_week in (False, True):
            key = f"{name}, by {'week' if by_week else 'article'}"
            alarms[key] = count_alarms(measured, options.draws, options.seed, by_week=by_week)
    found = count_found(options.draws, options.seed)
    page = describe_page(alarms, found, options.draws, options.seed)
    (HERE / "results_changes.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
