"""The page results.md, made from the figures of the benchmarks."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.texts import N_LONG, N_SENTENCES, read_sentences

HEAD = """# What is fast, against whom, and how it grows

Written by `python -m benchmarks` (`make bench`); names are timed apart, in `results_entities.md`.

The text is real, recombined: {source}; where articles are needed, {n} sentences
each ({long} in the whole pass), drawn in runs of four.
Recombined text has fewer distinct words than a real corpus of its size, which flatters every method that
works on distinct words, ours among them. Peers run in the same process, turn by turn with ours, five times;
the figures are medians.
"""


def write_results(results: dict, file: Path) -> None:
    """Write the page; parts without figures are left out."""
    parts = [HEAD.format(source=read_sentences()[1], n=N_SENTENCES, long=N_LONG)]
    writers = {
        "start": describe_start,
        "peers": describe_peers,
        "growth": describe_growth,
        "million": describe_million,
        "workers": describe_workers,
        "notebook": describe_notebooks,
    }
    for part, write in writers.items():
        if part in results:
            parts.append(write(results[part]["found"]) + f"\nMeasured {results[part]['machine']}.\n")
    file.write_text("\n".join(parts), encoding="utf-8")


def format_number(value: object) -> str:
    """A number with about three digits; other values as they are."""
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def format_table(rows: list[dict], format_cell: Callable[[object], str] = format_number) -> str:
    """The rows as a table in Markdown, with the columns of the first row."""
    columns = list(rows[0])
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(format_cell(row.get(name, "")) for name in columns) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def describe_peers(rows: list[dict]) -> str:
    """The section on the peers: the table, and one line for each goal that was missed."""
    lines = []
    for row in rows:
        wanted, times = row.get("wanted"), row.get("times as fast")
        if wanted and times and times < wanted:
            peer = row["against"].split(",")[0]
            wins = "the peer wins" if times < 1 else "not reached"
            lines.append(
                f"- {row['what']}, against {peer}: {times:.1f} times where {wanted} was wanted; {wins}.\n"
            )
    return "## Against others, one core each\n\n" + format_table(rows) + "\n" + "".join(lines)


def describe_start(rows: list[dict]) -> str:
    """The section on the start: the table, and one line for each goal."""
    shown, lines = [], []
    for row in rows:
        at_most, times = row["at most"], row["times `import pandas`"]
        shown.append({**row, "at most": "" if at_most is None else at_most})
        if at_most is not None:
            reached = "reached" if times <= at_most else "not reached"
            lines.append(f"- {row['what']}: {times:.2f} times, at most {at_most:.2f} wanted; {reached}.\n")
    head = (
        "## Starting, in CPU seconds\n\nEach in a process of its own, turn by turn; medians of user and "
        "system time.\n*before* is the checkout named with `--before`; the first tables must cost no more."
    )
    return f"{head}\n\n{format_table(shown)}\n{''.join(lines)}"


def describe_million(found: dict) -> str:
    """The section on the growth to a million articles, without opening and adding."""
    return describe_growth(found, "The last run to a million", "growth_million.png")


def describe_growth(found: dict, title: str = "Growth", picture: str = "growth.png") -> str:
    """The section on the growth: the table, the picture, and growth against proportion in lines."""
    rows, opening, size = found["rows"], found["opening"], found["opened"]
    first = next((row for row in rows if row["articles"] == 10_000), rows[0])
    last, whole = rows[-1], next(row for row in rows if row["articles"] == size)
    clock = "CPU seconds" if "CPU seconds" in first and "CPU seconds" in last else "seconds"
    slower = last[clock] / first[clock] / (last["articles"] / first["articles"])
    hours = last["seconds"] / last["articles"] * 1e6 / 3600
    lines = [
        f"- From {first['articles']:,} to {last['articles']:,} articles, {clock} grow to {slower:.2f} times "
        "what proportion says (1.15 was wanted at 1,000,000)",
        f"  and the peak of memory to {last['megabytes'] / first['megabytes']:.2f} times (1.5 was wanted).",
        *(describe_opening(opening, whole, size, clock) if opening else []),
        "- Each size was run once, in a process of its own, reading the files included.",
    ]
    if last["articles"] < 1_000_000:
        lines.append(
            f"- A million was not run here; `python -m benchmarks growth --most 1000000` takes about "
            f"{hours:.1f} hours on this machine."
        )
    each = [{**row, "articles a second": row["articles"] / row["seconds"]} for row in rows]
    head = f"## {title}: a corpus streamed into a store, one process\n\n"
    shown = f"\n![Articles against seconds and megabytes]({picture})\n\n"
    return head + format_table(each) + shown + "\n".join(lines) + "\n"


def describe_opening(opening: dict, whole: dict, size: int, clock: str) -> list[str]:
    """Lines on adding one article, opening the store and loading its tables."""
    # CPU seconds depend less on other processes than seconds do.
    added, unit = ("one added, CPU", clock) if "one added, CPU" in opening else ("one added", "seconds")
    loading = {name: opening[f"{name} loaded"] for name in ["tone", "sentences", "mentions"]}
    return [
        f"- One article more in {size:,}, as a new file: every table of the store is there again after "
        f"{opening[added]:.2f} {unit},",
        f"  {whole[clock] / opening[added]:,.0f} times as fast as measuring anew (200 was wanted, "
        "at 100,000). Which articles are copies of",
        "  each other is worked out when the articles are asked for, and is not in these times.",
        f"- The store is opened in {opening['opened']:.2f} s; the sentences of 20 articles are read in "
        f"{opening['sentences of 20 articles']:.2f} s;",
        "  whole tables: " + ", ".join(f"{name} in {s:.1f} s" for name, s in loading.items()) + ".",
    ]


def describe_workers(rows: list[dict]) -> str:
    """The section on the workers: the table, and how much faster two are."""
    ratio = rows[0]["seconds"] / rows[-1]["seconds"]
    return (
        f"## Two workers against one\n\n{format_table(rows)}\n"
        f"Two workers are {ratio:.2f} times as fast as one (1.7 was wanted). Medians of three runs; that "
        "each reads registry and tagger first is in them.\n"
    )


def describe_notebooks(found: dict) -> str:
    """The section on the notebooks: the table, and whether each took less than a minute."""
    slowest = max(row["seconds"] for row in found["rows"])
    failed = any("failed" in row for row in found["rows"])
    reached = "not reached" if failed or slowest >= 60 else "reached"
    return (
        f"## The notebooks on a store\n\nEach on a store of {found['articles']:,} articles, from Run All to "
        f"its last figure, the start of the kernel included.\n\n{format_table(found['rows'])}\n"
        f"Under 60 s each was wanted, at 200,000 articles; {reached}.\n"
    )
