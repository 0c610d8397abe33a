"""How many drawn hits judges call right, by drawing: writes results_verdicts.md.

    python -m benchmarks.verdicts

One file per measure, one row per hit and judge, with who judged (a person or a language model):

- narration_judged.csv: hits that are counted as the outlet's own words;
- praise_and_blame_judged.csv: words of praise or blame in narration, of news and opinion;
- cues_judged.csv: cues of the conflict frames, as many of each frame as there are;
- sides_judged.csv: sources of attributions with the side that they got;
- acts_judged.csv: acts with doer, victim and construction (`seed` is the drawing);
- links_changed_judged.csv: mentions whose link changed with the registries and the rules for family names;
- variants_judged.csv: pairs of unlinked names that were joined;
- kill_voice_judged.csv: sentences of the casualty data where its parser and our acts give a word of killing
  another construction; the verdict says whose is right.

The verdicts are on hits of the day on which they were drawn; they are not counted anew when rules change.
"""

from pathlib import Path

import pandas as pd

from analysis.summaries.intervals import share_interval
from benchmarks.results import format_table

HERE = Path(__file__).parent
RESULTS = HERE / "results_verdicts.md"
FILES = {
    "narration_judged.csv": "the outlet's own words",
    "praise_and_blame_judged.csv": "a judgement of the outlet",
    "cues_judged.csv": "cue of a conflict frame",
    "sides_judged.csv": "side of a source",
    "acts_judged.csv": "act, doer, victim, construction",
    "links_changed_judged.csv": "link that changed",
    "variants_judged.csv": "two names joined",
    "kill_voice_judged.csv": "construction, where the parser differs",
}
RIGHT = ("right", "ours")
HEAD = """# What judges say of drawn hits

Written by `python -m benchmarks.verdicts`. All judges are language models. *Author* wrote the rules; the
others did not, and no judge saw another's verdicts. Each drawing is of the rules of its day; after the first
ones the kinds of errors that the judges named were mended. The interval is Wilson's, 95 %.
"""


def count_verdicts(file: Path) -> pd.DataFrame:
    """One row per drawing, corpus and judge of a file: the verdicts, how many are right, and the share."""
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    table = table.rename(columns={"seed": "drawing", "judgement": "verdict", "paper": "corpus"})
    if "corpus" not in table:
        table["corpus"] = "all"
    groups = table.assign(right=table["verdict"].isin(RIGHT)).groupby(["drawing", "corpus", "judge"])["right"]
    counts = groups.agg(n="size", right="sum").reset_index()
    low, high = share_interval(counts["right"], counts["n"])
    return counts.assign(share=counts["right"] / counts["n"], low=low, high=high)


def describe_counts(counts: pd.DataFrame) -> list[dict[str, str]]:
    """The rows of the page."""
    return [
        {
            "what": row.what, "drawing": row.drawing, "corpus": row.corpus, "judge": row.judge,
            "right": f"{row.right} of {row.n}", "share": f"{row.share:.0%} ({row.low:.0%} to {row.high:.0%})",
        }
        for row in counts.itertuples()
    ]  # fmt: skip


def main() -> None:
    parts = [count_verdicts(HERE / name).assign(what=what) for name, what in FILES.items()]
    table = format_table(describe_counts(pd.concat(parts)))
    RESULTS.write_text(f"{HEAD}\n{table}\n", encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
