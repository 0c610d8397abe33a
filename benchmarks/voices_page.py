"""The page of the benchmark of attributions: its texts and its table."""

from collections import Counter

FORMS = ["direct", "mixed", "indirect"]
WANTED = {"direct, end to end": 92, "mixed, end to end": 75, "indirect, end to end": 83, "F1 at 0.8": 80}
HEAD = """# Attributions: the rules beside people's marks

Written by `python -m benchmarks.voices`: the training part of PolNeAR (news on politics in the United States,
in English), for measuring only. {n_looking} articles were looked at while the rules were written; the other
{n_scoring} were only scored. The table gives percent.

- *Marked*: every attribution that people marked with a source, a content and a cue of `speech_cues.txt`
  ({looking:,} for looking, {scoring:,} for scoring). *Continue* and *decline* before *to* are none.
- *End to end*: content and source are right. The content is right if it shares at least half of all words
  with the marked one (Jaccard). The source is right if its head is the same word at the same place.
  Of found attributions with the same overlap, the one with the right source counts.
- *Content only*: the content alone is right.
- The form is that of the marked content: direct (at least 95 % of its words in quotation marks), indirect
  (none) or mixed.
- *Recall at 0.3* and *at 0.8*: the share of marked attributions whose content overlaps with a found one by so
  much. *Precision*: the share of found attributions with a cue of the list that overlap by so much with one
  that people marked, whatever its cue. F1 is their harmonic mean.
- *Words*: a word of a marked content is `quotation` inside quotation marks, else `reported`; so are the words
  that are found (in a direct content, too, they are `quotation`). Precision counts the words of every marked
  content; recall those with a speech cue, or of every content, such as beliefs and plans (*all marked*).
"""
PRONOUNS_TEXT = """
## Whom pronouns mean

In {n} attributions of the articles for looking, drawn by lot, the source is *he*, *she* or *they*. A language
model read them and gave the surname of the person that is meant and that the article names ({named} of
them; `voices_pronouns.csv`). Of these the finder names {right} right and {wrong} wrong; {open} stay open.
"""
GUM_TEXT = """
## GUM's attribution relations

All {n} documents of GUM (CC BY 4.0), by genre, in percent. A relation counts if source and content stand in
one sentence and the words of the source are marked. The content is the unit of discourse that is attributed,
with the units of the sentence that depend on it. It is right if it shares at least half of all words with one
that is found; the source is right if the head of the found one is among its words. Many relations are of
thinking and knowing (*I think*), which are no cues of speech; the second half of the table has those with a
cue of `speech_cues.txt`. The parts of speech that the rules use were learnt from the trees of the same
documents.

"""


def list_figures(counts: Counter) -> dict[str, float]:
    """The figures of a half, in percent."""
    figures: dict[str, float] = {}
    for kind, name in (("both", "end to end"), ("content", "content only")):
        for form in FORMS:
            figures[f"{form}, {name}"] = 100 * counts[kind, form] / max(counts["marked", form], 1)
        right, all_ = (sum(counts[what, form] for form in FORMS) for what in (kind, "marked"))
        figures[f"all, {name}"] = 100 * right / max(all_, 1)
    marked = max(sum(counts["marked", form] for form in FORMS), 1)
    for least in (0.3, 0.8):
        precision = counts["precise", least] / max(counts["found"], 1)
        recall = counts["recalled", least] / marked
        figures[f"precision at {least}"] = 100 * precision
        figures[f"recall at {least}"] = 100 * recall
        figures[f"F1 at {least}"] = 100 * find_mean(precision, recall)
    for voice in ("reported", "quotation"):
        right = counts["words right", voice]
        precision = right / max(counts["words found", voice], 1)
        recall = counts["spoken right", voice] / max(counts["spoken", voice], 1)
        figures[f"words {voice}, precision"] = 100 * precision
        figures[f"words {voice}, recall"] = 100 * recall
        figures[f"words {voice}, F1"] = 100 * find_mean(precision, recall)
        all_recall = right / max(counts["words", voice], 1)
        figures[f"words {voice}, F1, all marked"] = 100 * find_mean(precision, all_recall)
    return figures


def find_mean(precision: float, recall: float) -> float:
    """The harmonic mean.

    >>> find_mean(0.5, 0.5), find_mean(0.0, 0.0)
    (0.5, 0.0)
    """
    return 2 * precision * recall / max(precision + recall, 1e-9)


def write_table(looking: Counter, scoring: Counter) -> str:
    lines = ["| figure | wanted | looking | scoring |", "| --- | --- | --- | --- |"]
    here, there = list_figures(looking), list_figures(scoring)
    lines += [f"| {name} | {WANTED.get(name, '')} | {here[name]:.1f} | {there[name]:.1f} |" for name in here]
    sizes = [f"{form} {looking['marked', form]:,} and {scoring['marked', form]:,}" for form in FORMS]
    return "\n".join(lines) + f"\n\nMarked, by form (looking and scoring): {'; '.join(sizes)}.\n"
