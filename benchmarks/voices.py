"""Attributions beside those that people marked: writes results_voices.md.

    python -m benchmarks.voices [--data ../shared/data]

The articles are those of PolNeAR's training part. They serve for measuring only: nothing was learnt from
them, and none of their text is in this project. Articles whose sha256 of `article_id` is even were looked at
while the rules were written; the odd ones were only scored.
"""

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.attributions.cues import list_forms, list_regular_forms
from analysis.attributions.finder import find_attributions
from analysis.attributions.rules.noun_phrases import find_head
from analysis.attributions.tokenization import read_tokens
from analysis.attributions.tokens import parse_spans
from analysis.schema import COLUMNS
from analysis.text.sentences import split_sentences
from analysis.text.words import read_words

HERE = Path(__file__).parent
RESULTS = HERE / "results_voices.md"
CUES = HERE / "speech_cues.txt"
DATA = Path("../shared/data")
FORMS = ["direct", "mixed", "indirect"]
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
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
"""


def read_articles(path: Path, *, half: str) -> list[dict]:
    """The articles of one half: `looking` or `scoring`.

    In their texts two apostrophes stand for quotation marks.
    """
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kept = [article for article in articles if is_for_looking(article["article_id"]) == (half == "looking")]
    for article in kept:
        opened = re.sub(r"(?<!\S)''(?=\S)", ' "', article["text"])
        article["text"] = opened.replace("''", '" ')
    return kept


def is_for_looking(article_id: str) -> bool:
    """Whether the sha256 of an id is even.

    >>> is_for_looking("a"), is_for_looking("b")
    (False, False)
    """
    return int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 2 == 0


def read_speech_cues() -> dict[str, str]:
    """The lemma of each form of a speech cue."""
    lines = CUES.read_text(encoding="utf-8").splitlines()
    lemmas = {line for line in lines if line and not line.startswith("#")}
    forms = {form: lemma for lemma in lemmas for form in [lemma, *list_regular_forms(lemma)]}
    return forms | {form: cue.lemma for form, cue in list_forms().items() if cue.lemma in lemmas}


def list_marked(article: dict, cues: dict[str, str]) -> Iterator[dict]:
    """The attributions of an article that count."""
    for one in article["attributions"]:
        if not (one["source"] and one["cue"] and one["content"]):
            continue
        texts = [article["text"][start:end].lower() for start, end in one["cue"]]
        words = [word for text in texts for word in re.findall(r"[a-z]+", text)]
        place = next((n for n, word in enumerate(words) if word in cues), None)
        if place is None:
            continue
        is_plan = cues[words[place]] in ("continue", "decline") and "to" in words[place + 1 :]
        if not is_plan:
            yield one


def list_words(text: str, spans: list) -> set[int]:
    """The places of the words of some spans."""
    return {start + match.start() for start, end in spans for match in WORD.finditer(text[start:end])}


def find_head_places(spans: list[tuple[str, int]]) -> list[int]:
    """The places of the heads of noun phrases, given by their texts and where they start."""
    texts, offsets = [text for text, _ in spans], [start for _, start in spans]
    words = read_words(pd.DataFrame({"text": texts, "quote_spans": ""}))
    read = read_tokens(words, np.arange(len(texts)), texts, offsets)
    return [
        tokens.starts[find_head(tokens, 0, len(tokens))] if tokens else offsets[row] for row, tokens in read
    ]


def name_form(words: set[int], quoted: set[int]) -> str:
    share = len(words & quoted) / max(len(words), 1)
    return "direct" if share >= 0.95 else "mixed" if share > 0 else "indirect"


def measure_overlap(some: set[int], others: set[int]) -> float:
    return len(some & others) / max(len(some | others), 1)


def score_article(article: dict, found: pd.DataFrame, quoted: set[int], cues: dict[str, str]) -> Counter:
    """Counts of one article: marked and right ones by form, and those that overlap at 0.3 and 0.8."""
    text, counts = article["text"], Counter()
    spans = [parse_spans(content) for content in found["content"]]
    contents = [list_words(text, content) for content in spans]
    marked = list(list_marked(article, cues))
    sources = [one["source"][0] for one in marked]
    sources += zip(found["source_start"].tolist(), found["source_end"].tolist(), strict=True)
    heads = find_head_places([(text[start:end], start) for start, end in sources])
    marked_heads, heads = heads[: len(marked)], heads[len(marked) :]
    for one, head in zip(marked, marked_heads, strict=True):
        words = list_words(text, one["content"])
        form = name_form(words, quoted)
        overlaps = [measure_overlap(words, content) for content in contents]
        # Of two that overlap as much, the one with the right source counts.
        ranked = sorted(range(len(contents)), key=lambda n: (overlaps[n], heads[n] == head), reverse=True)
        best = overlaps[ranked[0]] if ranked else 0.0
        counts["marked", form] += 1
        counts["content", form] += best >= 0.5
        counts["both", form] += best >= 0.5 and heads[ranked[0]] == head
        for least in (0.3, 0.8):
            counts["recalled", least] += best >= least
    all_marked = [list_words(text, one["content"]) for one in article["attributions"] if one["content"]]
    for cue, content in zip(found["cue"], contents, strict=True):
        if cue.lower() not in cues:
            continue
        best = max((measure_overlap(content, words) for words in all_marked), default=0.0)
        counts["found"] += 1
        for least in (0.3, 0.8):
            counts["precise", least] += best >= least
    return counts


def score_half(articles: list[dict]) -> Counter:
    """Counts of all articles of a half."""
    columns = {
        "article_id": [str(n) for n in range(len(articles))], "outlet": "", "date": pd.NaT, "title": "",
        "text": [article["text"] for article in articles],
    }  # fmt: skip
    sentences = split_sentences(pd.DataFrame(columns))
    found = find_attributions(sentences, pd.DataFrame(columns=COLUMNS["mentions"]))
    by_article = dict(list(found.groupby("article_id", sort=False)))
    quoted: dict[str, set[int]] = {}
    rows = zip(*(sentences[name].tolist() for name in ["article_id", "start", "quote_spans"]), strict=True)
    for article_id, offset, spans in rows:
        places = quoted.setdefault(article_id, set())
        for start, end in parse_spans(spans):
            places.update(range(offset + start, offset + end))
    cues, counts = read_speech_cues(), Counter()
    for n, article in enumerate(articles):
        own = by_article.get(str(n), found.iloc[:0])
        counts += score_article(article, own, quoted.get(str(n), set()), cues)
    return counts


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
        figures[f"F1 at {least}"] = 200 * precision * recall / max(precision + recall, 1e-9)
    return figures


def write_table(looking: Counter, scoring: Counter) -> str:
    lines = ["| figure | wanted | looking | scoring |", "| --- | --- | --- | --- |"]
    here, there = list_figures(looking), list_figures(scoring)
    lines += [f"| {name} | {WANTED.get(name, '')} | {here[name]:.1f} | {there[name]:.1f} |" for name in here]
    sizes = [f"{form} {looking['marked', form]:,} and {scoring['marked', form]:,}" for form in FORMS]
    return "\n".join(lines) + f"\n\nMarked, by form (looking and scoring): {'; '.join(sizes)}.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the finder of attributions.")
    parser.add_argument("--data", type=Path, default=DATA, help="folder that holds polnear/train.jsonl")
    parser.add_argument(
        "--looking", action="store_true", help="score the half for looking only, and write nothing"
    )
    chosen = parser.parse_args()
    path = chosen.data / "polnear" / "train.jsonl"
    if not path.exists():
        print(f"{path} is not here: nothing was measured, {RESULTS.name} stays as it is.")
        return
    articles = read_articles(path, half="looking")
    looking = score_half(articles)
    if chosen.looking:
        print("\n".join(f"{name}: {value:.1f}" for name, value in list_figures(looking).items()))
        return
    others = read_articles(path, half="scoring")
    scoring = score_half(others)
    n_marked = [sum(counts["marked", form] for form in FORMS) for counts in (looking, scoring)]
    head = HEAD.format(
        n_looking=len(articles), n_scoring=len(others), looking=n_marked[0], scoring=n_marked[1]
    )
    page = head + "\n" + write_table(looking, scoring)
    RESULTS.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
