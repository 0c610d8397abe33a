"""Transcripts: whole turns of a speaker behind a label (*ANCHOR: ...*, *Q: ...*, *Vladimir Putin: ...*)."""

from collections.abc import Iterator
from typing import NamedTuple

from analysis.attributions.continuations import Sentences, span_sentence
from analysis.attributions.tokens import Span
from analysis.corpus.genre.turn_labels import Label, choose_speakers, match_label

LEAD = 120  # characters of a sentence in which its label ends
# A label without a colon opens with one of these: *Q. Why?*, *((Anna Bell)) We did.*
OPENINGS = frozenset("QA([*_")


class Turn(NamedTuple):
    """One turn: the row of its first sentence, its label with its place, and the sentences that it covers."""

    row: int
    label: str
    span: Span
    contents: list[Span]


def find_turns(sentences: Sentences) -> Iterator[Turn]:
    """The turns of the articles that are transcripts, or hold a part of one."""
    labels = choose_labels(dict(list_labels(sentences)), sentences)
    for row, label in labels.items():
        article_id = sentences.article_id[row]
        start, end = span_sentence(row, sentences)
        contents = [(start + find_end(label, sentences.text[row]), end)]
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
            span = (start + label.start, start + label.start + len(label.name))
            yield Turn(row, label.name, span, join_neighbours(contents))


def list_labels(sentences: Sentences) -> Iterator[tuple[int, Label]]:
    """The rows that open with a label, and the labels."""
    for row, text in enumerate(sentences.text):
        if text.find(":", 0, LEAD) < 0 and text[:1] not in OPENINGS:
            continue
        label = match_label(text)
        if label:
            yield row, label


def choose_labels(labels: dict[int, Label], sentences: Sentences) -> dict[int, Label]:
    """The labels that are speakers' in their article."""
    names: dict[str, list[str]] = {}
    for row, label in labels.items():
        names.setdefault(sentences.article_id[row], []).append(label.name)
    speakers = {article_id: choose_speakers(found) for article_id, found in names.items()}
    return {row: label for row, label in labels.items() if label.name in speakers[sentences.article_id[row]]}


def find_end(label: Label, text: str) -> int:
    """The place behind a label and the white space after it."""
    return label.end + len(text[label.end :]) - len(text[label.end :].lstrip())


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
