"""Sentences that hold a word of violence or death, read for the rules."""

import re

import pandas as pd

from analysis.acts.sentence import Sentence, read_sentence
from analysis.acts.violence import list_forms
from analysis.attributions.grammar.parts import find_parts
from analysis.text.words import read_words

# To look words up takes half as long as to search for a pattern of all forms.
WORD = re.compile(r"\w+")


def parse_sentences(sentences: pd.DataFrame) -> dict[int, Sentence]:
    """The sentences that hold a word of violence or death, by row."""
    forms, texts = list_forms(), sentences["text"].tolist()
    rows = [row for row, text in enumerate(texts) if not forms.keys().isdisjoint(WORD.findall(text.lower()))]
    if not rows:
        return {}
    chosen = sentences.iloc[rows].reset_index(drop=True)
    words = read_words(chosen)
    parts = find_parts(words.numbers[words.code], words.first, words.vocabulary).tolist()
    spelt, code, first = words.forms, words.code.tolist(), words.first.tolist()
    starts, ends = words.start.tolist(), words.end.tolist()
    offsets, quotes = chosen["start"].tolist(), chosen["quote_spans"].tolist()
    parsed = {}
    for place, row in enumerate(rows):
        begin, end = first[place], first[place + 1]
        tokens = [spelt[number] for number in code[begin:end]]
        spans = starts[begin:end], ends[begin:end]
        parsed[row] = read_sentence(
            texts[row], tokens, *spans, parts[begin:end], offsets[place], quotes[place]
        )
    return parsed
