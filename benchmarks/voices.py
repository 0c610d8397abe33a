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
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from analysis.text.words import read_words
from benchmarks.voices_gum import score_gum, write_gum
from benchmarks.voices_page import FORMS, GUM_TEXT, HEAD, PRONOUNS_TEXT, list_figures, write_table

HERE = Path(__file__).parent
RESULTS = HERE / "results_voices.md"
CUES = HERE / "speech_cues.txt"
PRONOUNS = HERE / "voices_pronouns.csv"
DATA = Path("../shared/data")
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


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
    for marked in article["attributions"]:
        if not (marked["source"] and marked["cue"] and marked["content"]):
            continue
        texts = [article["text"][start:end].lower() for start, end in marked["cue"]]
        words = [word for text in texts for word in re.findall(r"[a-z]+", text)]
        place = next((n for n, word in enumerate(words) if word in cues), None)
        if place is None:
            continue
        is_plan = cues[words[place]] in ("continue", "decline") and "to" in words[place + 1 :]
        if not is_plan:
            yield marked


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
    contents = [list_words(text, parse_spans(content)) for content in found["content"]]
    marked = list(list_marked(article, cues))
    sources = [attribution["source"][0] for attribution in marked]
    sources += zip(found["source_start"].tolist(), found["source_end"].tolist(), strict=True)
    heads = find_head_places([(text[start:end], start) for start, end in sources])
    marked_heads, heads = heads[: len(marked)], heads[len(marked) :]
    for attribution, head in zip(marked, marked_heads, strict=True):
        words = list_words(text, attribution["content"])
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
    all_marked = [list_words(text, each["content"]) for each in article["attributions"] if each["content"]]
    for cue, content in zip(found["cue"], contents, strict=True):
        if cue.lower() not in cues:
            continue
        best = max((measure_overlap(content, words) for words in all_marked), default=0.0)
        counts["found"] += 1
        for least in (0.3, 0.8):
            counts["precise", least] += best >= least
    spoken = set().union(*(list_words(text, attribution["content"]) for attribution in marked))
    return counts + count_voices(contents, found["form"].tolist(), quoted, set().union(*all_marked), spoken)


def count_voices(
    contents: list[set[int]], forms: list[str], quoted: set[int], marked: set[int], spoken: set[int]
) -> Counter:
    """Words by voice: found, marked, marked with a speech cue, and those that are right.

    `quoted`, `marked` and `spoken` are places: in quotation marks, in a marked content, in one of speech.
    """
    counts: Counter = Counter()
    direct = set().union(*(words for words, form in zip(contents, forms, strict=True) if form == "direct"))
    found = set().union(*contents)
    voices = {"reported": (found - quoted - direct, marked - quoted, spoken - quoted)}
    voices["quotation"] = ((found & quoted) | direct, marked & quoted, spoken & quoted)
    for voice, (words, all_words, spoken_words) in voices.items():
        counts["words found", voice] = len(words)
        counts["words", voice] = len(all_words)
        counts["words right", voice] = len(words & all_words)
        counts["spoken", voice] = len(spoken_words)
        counts["spoken right", voice] = len(words & spoken_words)
    return counts


def find_in_articles(articles: list[dict]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sentences of articles, and what the finder finds in them; their numbers are their ids."""
    columns = {
        "article_id": [str(n) for n in range(len(articles))], "outlet": "", "date": pd.NaT, "title": "",
        "text": [article["text"] for article in articles],
    }  # fmt: skip
    sentences = split_sentences(pd.DataFrame(columns))
    return sentences, find_attributions(sentences, find_entities(sentences))


def score_half(articles: list[dict], sentences: pd.DataFrame, found: pd.DataFrame) -> Counter:
    """Counts of all articles of a half."""
    by_article = dict(list(found.groupby("article_id", sort=False)))
    quoted: dict[str, set[int]] = {}
    rows = zip(*(sentences[name].tolist() for name in ["article_id", "start", "quote_spans"]), strict=True)
    for article_id, offset, spans in rows:
        places = quoted.setdefault(article_id, set())
        for start, end in parse_spans(spans):
            places.update(range(offset + start, offset + end))
    cues, counts = read_speech_cues(), Counter()
    for n, article in enumerate(articles):
        found_here = by_article.get(str(n), found.iloc[:0])
        counts += score_article(article, found_here, quoted.get(str(n), set()), cues)
    return counts


def score_pronouns(articles: list[dict], found: pd.DataFrame) -> Counter:
    """Counts of the judged pronouns: named by the article, and right, wrong or open in what was found."""
    judged = pd.read_csv(PRONOUNS, dtype={"article_id": "str"}, keep_default_na=False)
    numbers = {article["article_id"]: str(number) for number, article in enumerate(articles)}
    keys = zip(found["article_id"], found["source_start"], strict=True)
    label = found["name"] if "name" in found else found["entity"]
    names = {key: name for key, name in zip(keys, label, strict=True) if name}
    counts: Counter = Counter(n=len(judged))
    for article_id, start, name in judged[["article_id", "start", "name"]].values.tolist():
        if not name:
            continue
        given = names.get((numbers[article_id], start), "")
        is_right = given.casefold().replace("-", " ").split()[-1:] == [name.casefold()]
        counts["named"] += 1
        counts["right" if is_right else "wrong" if given else "open"] += 1
    return counts


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
    sentences, found = find_in_articles(articles)
    looking, pronouns = score_half(articles, sentences, found), score_pronouns(articles, found)
    if chosen.looking:
        print("\n".join(f"{name}: {value:.1f}" for name, value in list_figures(looking).items()))
        return
    others = read_articles(path, half="scoring")
    scoring = score_half(others, *find_in_articles(others))
    n_marked = [sum(counts["marked", form] for form in FORMS) for counts in (looking, scoring)]
    head = HEAD.format(
        n_looking=len(articles), n_scoring=len(others), looking=n_marked[0], scoring=n_marked[1]
    )
    page = head + "\n" + write_table(looking, scoring) + PRONOUNS_TEXT.format(**fill_zeros(pronouns))
    gum = chosen.data / "gum"
    page += GUM_TEXT.format(n=len(list(gum.glob("*.conllu")))) + write_gum(score_gum(gum, read_speech_cues()))
    RESULTS.write_text(page, encoding="utf-8")
    print(page)


def fill_zeros(counts: Counter) -> dict[str, int]:
    return {name: counts[name] for name in ("n", "named", "right", "wrong", "open")}


if __name__ == "__main__":
    main()
