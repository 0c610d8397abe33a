"""Transcripts: whole turns of a speaker behind a label (*ANCHOR: ...*, *Q: ...*, *Vladimir Putin: ...*)."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from analysis.attributions.continuations import Sentences, span_sentence
from analysis.attributions.tokens import Span

LABEL = re.compile(
    r"(?P<name>[QA]|[A-Z][A-Z.'’ -]{2,40}[A-Z.]|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})"
    r"(?: \([^()]{1,40}\))?:(?=\s|$)"
)
# Labels of notes, pictures and links: nobody's turn.
NO_SPEAKER = re.compile(
    r"(?i)(?:update|breaking|note|editor|photo|picture|video|watch|read|see|more|source|correction|contact|tel|by"
    r"|location|date|time|where|when|who|what|why|how|live|exclusive|analysis|opinion|summary)\b"
)
AT_LEAST = 2  # labels of an article from which it counts as a transcript
QUESTION = frozenset(["Q", "A"])


class Turn(NamedTuple):
    """One turn: the row of its first sentence, its label and the sentences that it covers."""

    row: int
    label: str
    contents: list[Span]


def find_turns(sentences: Sentences) -> Iterator[Turn]:
    """The turns of the articles that are transcripts."""
    labels = dict(list_labels(sentences))
    spoken = count_labels(labels, sentences)
    labels = {row: label for row, label in labels.items() if is_speaker(row, label, spoken, sentences)}
    for row, label in labels.items():
        article_id = sentences.article_id[row]
        start, end = span_sentence(row, sentences)
        contents = [(start + find_label_end(sentences.text[row]), end)]
        row_after = row + 1
        while (
            row_after < len(sentences.text)
            and sentences.article_id[row_after] == article_id
            and row_after not in labels
        ):
            contents.append(span_sentence(row_after, sentences))
            row_after += 1
        contents = [span for span in contents if span[0] < span[1]]
        if contents:
            yield Turn(row, label, join_neighbours(contents))


def list_labels(sentences: Sentences) -> Iterator[tuple[int, str]]:
    """The rows that open a paragraph with a label, and the labels."""
    for row, text in enumerate(sentences.text):
        colon = text.find(":", 0, 90)
        if colon < 0:
            continue
        is_first = (
            row == 0
            or sentences.article_id[row - 1] != sentences.article_id[row]
            or sentences.paragraph[row - 1] != sentences.paragraph[row]
        )
        match = LABEL.match(text) if is_first else None
        if match and not NO_SPEAKER.match(match["name"]):
            yield row, match["name"]


def count_labels(labels: dict[int, str], sentences: Sentences) -> dict[str, Counter]:
    """How often each label opens a paragraph, by article."""
    counts: dict[str, Counter] = {}
    for row, label in labels.items():
        counts.setdefault(sentences.article_id[row], Counter())[label] += 1
    return counts


def is_speaker(row: int, label: str, counts: dict[str, Counter], sentences: Sentences) -> bool:
    """Whether a label is a speaker's: the article has two or more, and a name in small letters comes back."""
    labels = counts[sentences.article_id[row]]
    if labels.total() < AT_LEAST:
        return False
    return label in QUESTION or label.isupper() or labels[label] >= AT_LEAST


def find_label_end(text: str) -> int:
    """The place behind a label and the white space after it."""
    match = LABEL.match(text)
    end = match.end() if match else 0
    return end + len(text[end:]) - len(text[end:].lstrip())


def join_neighbours(spans: list[Span]) -> list[Span]:
    """The spans with those joined that only one character parts.

    >>> join_neighbours([(0, 4), (5, 9), (20, 22)])
    [(0, 9), (20, 22)]
    """
    joined: list[Span] = []
    for start, end in spans:
        if joined and start - joined[-1][1] <= 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
