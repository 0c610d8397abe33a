"""How work grows with texts made to be slow: `python -m benchmarks.hostile` writes results_hostile.md.

    python -m benchmarks.hostile --sizes 2000 4000 8000 16000 32000

Each text repeats one piece: a mark, a word, an accent, a bracket that is never closed. Work is CPU
time, the least of some runs. Growth is the exponent: 1 where a text twice as long takes twice the
work, 2 where it takes four times the work. hostile.png draws it.
"""

import argparse
import math
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.cleaning.pipeline import clean_articles, explain_cleaning
from analysis.matching.kwic import find_in_context
from analysis.text.quotations import find_quotations
from analysis.text.sentences import split_sentences

HERE = Path(__file__).parent
SIZES = [2_000, 4_000, 8_000, 16_000, 32_000]
LEAST = 0.005  # CPU seconds; less is not told from the work for a tiny text
STEEP = 1.5  # an exponent above this is no growth in proportion
PIECES = {
    # marks
    "full stops": ".", "exclamation marks": "!", "stops and letters": "a.", "quotation marks": '"',
    "opening marks": "“", "opening marks before words": "“a ", "closing marks": "”", "single marks": "'",
    "single marks before words": "'a ", "both kinds of marks": "“a” 'b ", "dashes": "-",
    "dashes and spaces": "- ", "commas and spaces": " ,", "backticks": "`", "double backticks": "``a ",
    "footnotes": "[1]", "notes": "[1]a",
    # words
    "one word": "war ", "one letter": "a", "capital words": "War ",
    "names with a small word": "theOleshki ", "glued sentences": "It ended.The ", "initials": "A.",
    "sentences": "It ended. ", "titles": "Gen. ", "hyphens at line ends": "ab-\n",
    "hyphens within words": "ab- ", "paragraphs": "It ended.\n\n", "lines": "War\n", "bullets": "• ",
    "labels": "Read more: ", "credits": "(Photo: ", "datelines": "KYIV, Nov 17 (Reuters) - ",
    "dates": "17 November 2022 ", "desks": "Reporting by A ",
    "equal paragraphs": "It was quiet at the dam on all of Monday.\n\n",
    # characters
    "accents": "\u0301", "accents of two kinds": "\u0301\u0327", "zero-width joiners": "a\u200d",
    "soft hyphens": "\u00ad\n", "lost characters": "\ufffd", "misread characters": "Ã©", "spaces": " ",
    "spaces of print": "\u00a0", "line ends": "\n", "ligatures": "ﬁ ", "Cyrillic and Latin": "аa",
    "carriage returns": "\r",
    # markup
    "open tags": "<p>", "open tags in lines": "<a href='x' ", "angle brackets": "<", "ampersands": "&",
    "escaped ampersands": "amp;", "entities": "&amp;", "square brackets": "[",
    "double square brackets": "[[", "curly brackets": "{{", "links": "[a](http://x) ",
    "open links": "[a](http://x", "stars": "*", "stars before words": "**a ", "underlines": "_a ",
    "hashes": "# ", "equal signs": "==", "quotes of mail": "> ", "tables": "|--", "codes": "[b]",
    "templates": "{{w|a}} ", "notes of Markdown": "[^1]", "addresses in brackets": "[http://x a] ",
    # the same again
    "equal sentences": "It was quiet at the dam for all of Monday. ", "stamps": "10:45\n\n",
    "credits in brackets": "A [A/B]\n\n", "Greek and Latin": "Κa", "titles of several parts": "Brig.-Gen. ",
}  # fmt: skip


def make_articles(text: str) -> pd.DataFrame:
    """One article with this text."""
    return pd.DataFrame({
        "article_id": ["a"], "outlet": ["Courier"], "date": [pd.Timestamp("2022-11-17")],
        "title": ["War ended at dawn"], "text": [text],
    })  # fmt: skip


def prepare_sentences(text: str) -> pd.DataFrame:
    return split_sentences(make_articles(text))


# For each verb what is made of the text first, without being measured, and what is measured.
VERBS: dict[str, tuple[Callable, Callable]] = {
    "clean_articles": (make_articles, clean_articles),
    "explain_cleaning": (make_articles, explain_cleaning),
    "split_sentences": (make_articles, split_sentences),
    "find_quotations": (make_articles, find_quotations),
    "find_in_context": (prepare_sentences, lambda sentences: find_in_context(sentences, ["war", "a"])),
}


def measure_work(prepare: Callable, function: Callable, text: str, *, runs: int = 3) -> float:
    """CPU seconds of a function on a text, the least of some runs."""
    given = prepare(text)
    spent = []
    for _ in range(runs):
        begun = time.process_time()
        function(given)
        spent.append(time.process_time() - begun)
        if spent[-1] > 1:
            break
    return min(spent)


def fit_exponent(sizes: list[int], work: list[float], *, start: float = 0.0) -> float:
    """The exponent of growth between the first and the last size; `start` is the work of a tiny text."""
    first, last = (max(value - start, LEAST) for value in (work[0], work[-1]))
    return math.log(last / first) / math.log(sizes[-1] / sizes[0])


def measure_growth(sizes: list[int], verbs: list[str], pieces: dict[str, str]) -> pd.DataFrame:
    """One row per verb and piece: CPU seconds for each size, and the exponent of growth."""
    rows = []
    for verb in verbs:
        prepare, function = VERBS[verb]
        for name, piece in pieces.items():
            measure_work(prepare, function, piece, runs=1)  # the first call imports and fills caches
            start = measure_work(prepare, function, piece)
            work = [measure_work(prepare, function, piece * size) for size in sizes]
            exponent = fit_exponent(sizes, work, start=start)
            rows.append(
                {"verb": verb, "piece": name, **dict(zip(sizes, work, strict=True)), "exponent": exponent}
            )
    return pd.DataFrame(rows)


def plot_growth(table: pd.DataFrame, sizes: list[int], file: Path) -> None:
    """Draw CPU seconds against the number of repeats, one panel per verb, with logarithmic axes."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    verbs = list(dict.fromkeys(table["verb"]))
    figure, axes = plt.subplots(
        1, len(verbs), figsize=(3 * len(verbs), 3.4), sharey=True, layout="constrained", squeeze=False
    )
    for ax, verb in zip(axes[0], verbs, strict=True):
        rows = table[table["verb"] == verb]
        for work in rows[sizes].to_numpy():
            ax.loglog(sizes, work, color="#0072B2", alpha=0.35, linewidth=1)
        middle = rows[sizes[0]].median()
        for power, style in [(1, "--"), (2, ":")]:
            ax.loglog(
                sizes,
                [middle * (size / sizes[0]) ** power for size in sizes],
                color="#999999",
                linestyle=style,
            )
        ax.set_title(verb, fontsize=10)
        ax.set_xlabel("repeats of one piece")
        ax.spines[["top", "right"]].set_visible(False)
    axes[0][0].set_ylabel("CPU seconds")
    figure.savefig(file, dpi=120, metadata={"Software": None})
    plt.close(figure)


def describe_growth(table: pd.DataFrame, sizes: list[int]) -> str:
    """The page of results: for each verb the steepest growth and the slowest text."""
    lines = [
        "# Texts made to be slow", "",
        "Written by `python -m benchmarks.hostile`: texts that repeat one piece (a mark, a word, an accent,",
        f"an open bracket) {sizes[0]:,} to {sizes[-1]:,} times; {table['piece'].nunique()} pieces. Growth",
        "is the exponent between the two sizes: 1 is in proportion, 2 is with the square. hostile.png draws",
        "each piece as a line; dashed is in proportion, dotted with the square.",
        "",
        f"| verb | texts | steepest growth | its text | most CPU seconds, {sizes[-1]:,} repeats | its text |",
        "| --- | ---: | ---: | --- | ---: | --- |",
    ]  # fmt: skip
    for verb, rows in table.groupby("verb", sort=False):
        steep, slow = rows.loc[rows["exponent"].idxmax()], rows.loc[rows[sizes[-1]].idxmax()]
        lines.append(
            f"| {verb} | {len(rows)} | {steep['exponent']:.2f} | {steep['piece']} | {slow[sizes[-1]]:.2f} "
            f"| {slow['piece']} |"
        )
    n_steep = int((table["exponent"] > STEEP).sum())
    return "\n".join([*lines, "", f"Growth above {STEEP}: {n_steep} of {len(table)}.", ""])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how often a piece is repeated")
    parser.add_argument("--verbs", nargs="+", choices=VERBS, default=list(VERBS))
    chosen = parser.parse_args()
    table = measure_growth(chosen.sizes, chosen.verbs, PIECES)
    plot_growth(table, chosen.sizes, HERE / "hostile.png")
    page = describe_growth(table, chosen.sizes)
    (HERE / "results_hostile.md").write_text(page, encoding="utf-8")
    print(table[table["exponent"] > STEEP].to_string())
    print(page)


if __name__ == "__main__":
    main()
