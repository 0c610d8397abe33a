"""The paragraphs of an article, each with its sentences and its counts."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from analysis.reporting.reading.marking import Mark
from analysis.text.voices import VOICES
from analysis.wording import count_noun

LINE = re.compile(r"\S[^\n]*")
WORDS = ["n_words", "n_words_reported", "n_words_quoted", "n_battle"]
WAYS = {"positive": "praise", "negative": "blame"}
NOTHING = [0] * len(WORDS)


class Paragraph(NamedTuple):
    """A paragraph; `number` is 0 for a heading, which has no sentence and no counts."""

    number: int
    start: int
    end: int
    sentences: list[tuple[int, int, int]]
    counts: str


def list_paragraphs(
    text: str, sentences: pd.DataFrame, tone: pd.DataFrame, marks: Sequence[Mark]
) -> list[Paragraph]:
    """The lines of a text: `sentences` gives the number, start and end of each sentence in a line."""
    counts_by_sentence = dict(zip(tone["sentence_id"].tolist(), tone[WORDS].to_numpy().tolist(), strict=True))
    starts = sentences["start"].to_numpy()
    ends = starts + sentences["text"].str.len().to_numpy()
    places = list(zip(sentences["sentence_id"].tolist(), starts.tolist(), ends.tolist(), strict=True))
    paragraphs, number = [], 0
    for line in LINE.finditer(text):
        inside = [place for place in places if line.start() <= place[1] < line.end()]
        number += bool(inside)
        counted = [counts_by_sentence.get(place[0], NOTHING) for place in inside]
        words = dict(zip(WORDS, map(sum, zip(NOTHING, *counted, strict=True)), strict=True))
        mine = [mark for mark in marks if line.start() <= mark.start < line.end()]
        counts = describe_counts(words, mine) if inside else ""
        end = max([line.end(), *(place[2] for place in inside)])
        paragraphs.append(Paragraph(number if inside else 0, line.start(), end, inside, counts))
    return paragraphs


def describe_counts(words: dict[str, int], marks: Sequence[Mark]) -> str:
    """The counts of a paragraph in words; what is not there is not named."""
    spoken = zip(VOICES[1:], ("n_words_reported", "n_words_quoted"), strict=True)
    voices = [f"{words[column]} {voice}" for voice, column in spoken if words[column]]
    battle = [f"{words['n_battle']} of battle"] if words["n_battle"] else []
    layers = {layer: [mark for mark in marks if mark.layer == layer] for layer in ("names", "frames", "acts")}
    names = dict.fromkeys(mark.label.rpartition(", ")[0] for mark in layers["names"])
    frames = Counter(mark.label.partition(" (")[0] for mark in layers["frames"])
    judged = Counter(WAYS[mark.kind] for mark in marks if mark.layer == "judgements")
    parts = [
        ": ".join([count_noun(words["n_words"], "word"), ", ".join([*voices, *battle])]).rstrip(": "),
        f"names: {', '.join(names)}" if names else "",
        f"frames: {', '.join(f'{frame} {n}' for frame, n in frames.items())}" if frames else "",
        ", ".join(f"{way} {judged[way]}" for way in WAYS.values() if judged[way]),
        f"acts: {len(layers['acts'])}" if layers["acts"] else "",
    ]
    return "; ".join(part for part in parts if part)
