"""The figures of the benchmarks as a page."""

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
    parts = [HEAD.format(source=read_sentences()[1], n=N_SENTENCES, long=N_LONG)]
    writers = {
        "start": describe_start, "peers": say_peers, "growth": say_growth, "million": say_million,
        "workers": say_workers, "notebook": say_notebook,
    }  # fmt: skip
    for part, write in writers.items():
        if part in results:
            parts.append(write(results[part]["found"]) + f"\nMeasured {results[part]['machine']}.\n")
    file.write_text("\n".join(parts), encoding="utf-8")


def say_number(value: object) -> str:
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def say_table(rows: list[dict]) -> str:
    columns = list(rows[0])
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(say_number(row.get(name, "")) for name in columns) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def say_peers(rows: list[dict]) -> str:
    said = []
    for row in rows:
        wanted, times = row.get("wanted"), row.get("times as fast")
        if wanted and times and times < wanted:
            peer = row["against"].split(",")[0]
            wins = "the peer wins" if times < 1 else "not reached"
            said.append(
                f"- {row['what']}, against {peer}: {times:.1f} times where {wanted} was wanted; {wins}.\n"
            )
    return "## Against others, one core each\n\n" + say_table(rows) + "\n" + "".join(said)


def describe_start(rows: list[dict]) -> str:
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
    return f"{head}\n\n{say_table(shown)}\n{''.join(lines)}"


def say_million(found: dict) -> str:
    """How it grew to a million; what opening and adding cost is said of the last run to less."""
    return say_growth(found, "The last run to a million", "growth_million.png")


def say_growth(found: dict, title: str = "Growth", picture: str = "growth.png") -> str:
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
        *(say_opening(opening, whole, size, clock) if opening else []),
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
    return head + say_table(each) + shown + "\n".join(lines) + "\n"


def say_opening(opening: dict, whole: dict, size: int, clock: str) -> list[str]:
    # Beside other work, seconds of a processor are the fairer clock.
    added, unit = ("one added, CPU", clock) if "one added, CPU" in opening else ("one added", "seconds")
    tables = {name: opening[f"{name} loaded"] for name in ["tone", "sentences", "mentions"]}
    return [
        f"- One article more in {size:,}, as a new file: every table of the store is there again after "
        f"{opening[added]:.2f} {unit},",
        f"  {whole[clock] / opening[added]:,.0f} times as fast as measuring anew (200 was wanted, "
        "at 100,000). Which articles are copies of",
        "  each other is worked out when the articles are asked for, and is not in these times.",
        f"- The store is opened in {opening['opened']:.2f} s; the sentences of 20 articles are read in "
        f"{opening['sentences of 20 articles']:.2f} s;",
        "  whole tables: " + ", ".join(f"{name} in {s:.1f} s" for name, s in tables.items()) + ".",
    ]


def say_workers(rows: list[dict]) -> str:
    ratio = rows[0]["seconds"] / rows[-1]["seconds"]
    return (
        f"## Two workers against one\n\n{say_table(rows)}\nTwo workers are {ratio:.2f} times as fast as one "
        "(1.7 was wanted). Medians of three runs; that each reads registry and tagger first is in them.\n"
    )


def say_notebook(found: dict) -> str:
    slowest = max(row["seconds"] for row in found["rows"])
    failed = any("failed" in row for row in found["rows"])
    reached = "not reached" if failed or slowest >= 60 else "reached"
    return (
        f"## The notebooks on a store\n\nEach on a store of {found['articles']:,} articles, from Run All to "
        f"its last figure, the start of the kernel included.\n\n{say_table(found['rows'])}\n"
        f"Under 60 s each was wanted, at 200,000 articles; {reached}.\n"
    )
