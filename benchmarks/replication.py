"""Published tables of deaths against mentions made again: from the tags, then from our own finder.

    python -m benchmarks.replication ../shared/data/casualty_mentions            the half for looking
    python -m benchmarks.replication ../shared/data/casualty_mentions --score    the half for scoring only

Writes results_replication.md. The tagged sentences of an article are read as one text. A sentence's tag is
the set of its rows' sides; ours is the set of the sides of the victims of deaths and injuries that it names.
"""

import argparse
import re
import time
from pathlib import Path

import pandas as pd

from analysis.acts.roles import find_roles
from analysis.entities.mentions import find_entities
from analysis.summaries.intervals import share_interval
from analysis.text.sentences import split_sentences
from benchmarks.casualty_tags import SIDES, map_to_tag, merge_rows, read_tags

RESULTS = Path(__file__).with_name("results_replication.md")
DEATHS = {"palestine": 4651 + 91, "israel": 1401}  # OCHA, 22 October 2023: Gaza and West Bank; Israel
PUBLISHED = {"NYT": (3.98, 0.97), "WP": (9.07, 2.11), "WSJ": (17.24, 3.22)}
OTHER = {"palestine": "israel", "israel": "palestine"}
KILL = re.compile(r"\bkill(?:ed|s|ing)?\b")


def count_mentions(sides: pd.DataFrame) -> pd.DataFrame:
    """Deaths per mention and paper; a sentence of both sides is a mention of each."""
    rows = []
    for paper, table in sides.groupby("paper"):
        row = {"paper": paper, "published": " / ".join(map(str, PUBLISHED[str(paper)]))}
        for side in SIDES:
            n = table["sides"].str.contains(side).sum()
            row |= {
                f"mentions, {side}": n,
                f"deaths per mention, {side}": DEATHS[side] / n if n else float("nan"),
            }
        rows.append(row)
    return pd.DataFrame(rows)


def read_as_articles(tags: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The articles that the titles and sentences make, and the sentences with their places in them."""
    tags = tags.drop_duplicates(["article_id", "sentence"]).copy()
    lengths = tags["sentence"].str.len() + 2
    titles = tags["title"].str.len() + 2
    tags["start"] = titles + lengths.groupby(tags["article_id"]).cumsum() - lengths
    articles = tags.groupby("article_id", sort=False).agg(
        outlet=("paper", "first"),
        date=("date", "first"),
        title=("title", "first"),
        text=("sentence", "\n\n".join),
    )
    articles["text"] = articles["title"] + "\n\n" + articles["text"]
    return articles.reset_index(), tags


def find_acts(tags: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """The tagged sentences of each article, our acts with their `sentence`, and the CPU seconds."""
    articles, placed = read_as_articles(tags)
    sentences = split_sentences(articles)
    mentions = find_entities(sentences)
    begun = time.process_time()
    acts = find_roles(sentences, mentions, with_unreal=True)
    seconds = time.process_time() - begun
    acts["order"] = range(len(acts))
    placed = placed.rename(columns={"start": "place"}).sort_values("place", kind="stable")
    acts = pd.merge_asof(
        acts.sort_values("start", kind="stable"), placed[["article_id", "place", "sentence"]],
        left_on="start", right_on="place", by="article_id",
    )  # fmt: skip
    return placed, acts.dropna(subset="sentence").sort_values("order"), seconds


def name_sides(acts: pd.DataFrame) -> pd.Series:
    """The tag of each victim's side; for one of a third country, that of the place, or the one attacked."""
    side, place, agent = (map_to_tag(acts[name]) for name in ("patient_side", "place_side", "agent_side"))
    third = acts["patient_side"].ne("") & side.eq("")
    place = place.where(place.ne(""), agent.map(OTHER).fillna(""))
    return side.where(~third, place)


def score_sides(placed: pd.DataFrame, acts: pd.DataFrame) -> pd.DataFrame:
    """One row per distinct sentence: its `tag`, and `sides`, those of our finder ("" where none is known)."""
    acts = acts[acts["act_class"].isin(["death", "injury"])]
    sides = acts.assign(side=name_sides(acts)).query("side != ''")
    found = sides.groupby(["article_id", "sentence"])["side"].agg(lambda s: "+".join(sorted(set(s))))
    merged = merge_rows(placed)
    keys = pd.MultiIndex.from_frame(merged[["article_id", "sentence"]])
    return merged.assign(sides=found.reindex(keys).fillna("").to_numpy())


def show_share(n: int, of: int) -> str:
    """A share in per cent with its interval and its counts."""
    if not of:
        return "-"
    low, high = (float(value) for value in share_interval(n, of)[:2])
    return f"{n / of:.1%} ({low:.1%}-{high:.1%}; {n} of {of})"


def show_gap(scored: pd.DataFrame) -> str:
    """The difference of the two sides' recall in points, with its 95 % interval (Wald)."""
    tagged = [scored[scored["tag"].eq(side)] for side in SIDES]
    shares = [table["sides"].eq(side).mean() for side, table in zip(SIDES, tagged, strict=True)]
    half = 1.96 * sum(p * (1 - p) / len(table) for p, table in zip(shares, tagged, strict=True)) ** 0.5
    gap = shares[0] - shares[1]
    return f"{100 * gap:.1f} points ({100 * (gap - half):.1f} to {100 * (gap + half):.1f})"


def measure_sides(scored: pd.DataFrame) -> list[tuple[str, str]]:
    """Coverage, right, recall by side, and the guess of the article's most frequent victim."""
    known = scored[scored["sides"].ne("")]
    rows = [
        ("coverage", show_share(len(known), len(scored))),
        ("right where known", show_share(int(known["sides"].eq(known["tag"]).sum()), len(known))),
    ]
    for side in SIDES:
        tagged = scored[scored["tag"].eq(side)]
        rows.append((f"recall, {side}", show_share(int(tagged["sides"].eq(side).sum()), len(tagged))))
        covered = tagged[tagged["sides"].ne("")]
        rows.append((f"coverage, {side}", show_share(len(covered), len(tagged))))
    rows.append(("recall, palestine minus israel", show_gap(scored)))
    usual = scored.groupby("article_id")["tag"].transform(lambda tags: tags.mode()[0])
    rows.append(
        ("the article's most frequent tag", show_share(int(usual.eq(scored["tag"]).sum()), len(scored)))
    )
    usual = usual.loc[known.index]
    rows.append(("the same where ours is known", show_share(int(usual.eq(known["tag"]).sum()), len(known))))
    return rows


def measure_constructions(scored: pd.DataFrame, acts: pd.DataFrame) -> list[tuple[str, str]]:
    """Of sentences with a form of *kill* and a parser's voice, in how many an act of ours has that voice."""
    acts = acts[acts["verb"].eq("kill")]
    kind = acts["construction"].str.split("_").str[0]
    found = kind.groupby([acts["article_id"], acts["sentence"]]).agg(set)
    rows = []
    chosen = scored[scored["sentence"].map(lambda text: bool(KILL.search(text.lower())))]
    for voice in ("active", "passive"):
        table = chosen[chosen["voice"].eq(voice)]
        keys = pd.MultiIndex.from_frame(table[["article_id", "sentence"]])
        sets = [kinds if isinstance(kinds, set) else set() for kinds in found.reindex(keys)]
        n = sum(voice in kinds for kinds in sets)
        rows.append((f"kill, {voice}: found as such", show_share(n, len(sets))))
        rows.append((f"kill, {voice}: not found", show_share(sum(not kinds for kinds in sets), len(sets))))
    return rows


def write_results(half: str, tables: dict[str, str]) -> None:
    """Put the part of a half into results_replication.md; the other part is kept."""
    text = (
        RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Deaths against mentions, made again\n"
    )
    text = re.sub(rf"\n## {half}\n.*?(?=\n## |\Z)", "", text, flags=re.DOTALL)
    body = "\n\n".join(f"{title}\n\n{table}" for title, table in tables.items())
    RESULTS.write_text(f"{text.rstrip()}\n\n## {half}\n\n{body}\n", encoding="utf-8")


def show_table(table: pd.DataFrame) -> str:
    """A table as text."""
    cells = [list(table.columns), ["---"] * len(table.columns), *table.round(2).to_numpy().tolist()]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in cells)


def to_text(rows: list[tuple[str, str]]) -> str:
    """A table of two columns."""
    return "\n".join(["| measure | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def main() -> None:
    """Measure one half and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--score", action="store_true", help="the half that is for scoring only")
    options = parser.parse_args()
    tags = read_tags(options.folder)
    half = tags[tags["looking"] != options.score]
    placed, acts, seconds = find_acts(half)
    scored = score_sides(placed, acts)
    rows = measure_sides(scored)
    for paper, table in scored.groupby("paper"):
        rows += [(f"{paper}: {name}", value) for name, value in measure_sides(table)[:2]]
    rows += measure_constructions(scored, acts)
    rows.append(("CPU seconds of the finder", f"{seconds:.1f}"))
    from_tags = count_mentions(tags.assign(sides=tags["category"].replace("both", "+".join(SIDES))))
    keys = pd.MultiIndex.from_frame(half[["article_id", "sentence"]])
    every = scored.set_index("sentence")["sides"]
    ours = count_mentions(half.assign(sides=half["sentence"].map(every)))
    tagged = count_mentions(half.assign(sides=half["category"].replace("both", "+".join(SIDES))))
    assert len(keys) == len(half)
    tables = {
        "From the tags, all rows, as published": show_table(from_tags),
        "From the tags of this half": show_table(tagged),
        "From our finder on this half": show_table(ours),
        "The finder against the tags, one row per distinct sentence": to_text(rows),
    }
    write_results("Scoring half" if options.score else "Looking half", tables)
    for title, table in tables.items():
        print(f"\n{title}\n\n{table}")


if __name__ == "__main__":
    main()
