"""From the words of the corpus to the tokens of the rules: hyphens join, clitics part."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.attributions.cues import CUES_FILE, Cue, list_forms
from analysis.attributions.grammar.parts import PART, find_parts
from analysis.attributions.speakers.sources import SOURCES_FILE, list_source_words
from analysis.attributions.tokens import (
    CUE,
    DOUBLE_MARKS,
    EDGE,
    IS_OF,
    LEADS,
    MARK,
    NAME,
    NEEDS_THAT,
    NOUN_CUE,
    OPENS_THAT,
    OPENS_VIEW,
    POSSESSIVES,
    PROVES,
    SINGLE_MARKS,
    TAKES_OF,
    THIRD,
    VERB,
    VIEW,
    Token,
    Tokens,
)
from analysis.attributions.word_classes import PRONOUNS
from analysis.caching import cache_by_files
from analysis.ids import pack_key
from analysis.text.chunks import expand_ranges
from analysis.text.vocabulary import Vocabulary
from analysis.text.words import Words

CLITIC = re.compile(r"[^'’]+?([’'](?:s|ve|d|ll|re|m)|n[’']t)$", re.IGNORECASE)
# What joins the words beside it where no space stands between: *front-runner*, *AT&T*, *reuters.com*.
FINITE_PARTS = [PART["VFIN"], PART["AUX"]]
NAMING_PARTS = [PART[name] for name in ("NOUN", "PROPN", "ADJ", "POS", "DET")]
WORD, JOINER, DOT = 1, 2, 3
SINGLE, DOUBLE = 1, 2  # kinds of quotation marks
MOST_TOKENS = 200_000  # tokens that are remembered (about 40 MB)


class Pieces(NamedTuple):
    """The tokens of some sentences as arrays: one value per token where nothing else is noted."""

    form: np.ndarray  # int: number in the vocabulary
    start: np.ndarray  # int: place in the sentence's text
    end: np.ndarray
    quoted: np.ndarray  # bool: whether it begins inside quotation marks
    first: np.ndarray  # int, one per sentence, and one more: its first token
    vocabulary: Vocabulary  # the distinct forms


def measure_clitic(word: str) -> int:
    """How many characters the clitic at a word's end has: 3 in *hasn't*.

    >>> measure_clitic("hasn't"), measure_clitic("we've"), measure_clitic("O'Brien")
    (3, 3, 0)
    """
    match = CLITIC.match(word)
    return len(match.group(1)) if match else 0


def name_joint(word: str) -> int:
    if word in ("-", "&", "/"):
        return JOINER
    if word == ".":
        return DOT
    return WORD if word[0].isalnum() else 0


def is_small(word: str) -> bool:
    return word[0].islower() or word[0].isdigit()


def cut_pieces(words: Words, rows: np.ndarray, texts: Sequence[str]) -> Pieces:
    """The tokens of some sentences, given by their rows; `texts` are the texts of all sentences."""
    count = words.first[rows + 1] - words.first[rows]
    index = expand_ranges(words.first[rows], count)
    row = np.repeat(np.arange(len(rows)), count)
    opening = np.flatnonzero(~join_words(words, index, row))
    closing = np.append(opening[1:], len(index))[: len(opening)] - 1
    form = words.numbers[words.code[index[opening]]]
    start, end = words.start[index[opening]], words.end[index[closing]]
    joined = np.flatnonzero(opening != closing)
    places = (words.sentence[index[opening[joined]]], start[joined], end[joined])
    cut = [texts[i][j:k].encode() for i, j, k in zip(*(array.tolist() for array in places), strict=True)]
    form[joined] = words.vocabulary.number(cut)
    clitic = words.vocabulary.map_distinct(measure_clitic, np.int32)[form]
    clitic[joined] = 0
    form, is_tail, source = part_clitics(form, clitic, words.vocabulary)
    start, end, clitic = start[source], end[source], clitic[source]
    start, end = np.where(is_tail, end - clitic, start), np.where(is_tail, end, end - clitic)
    first = np.searchsorted(row[opening[source]], np.arange(len(rows) + 1))
    return Pieces(form, start, end, words.in_quote[index[opening[source]]], first, words.vocabulary)


def join_words(words: Words, index: np.ndarray, row: np.ndarray) -> np.ndarray:
    """For each word of some sentences, whether it goes on with the token before it."""
    kinds = words.map_distinct(name_joint, np.int8)[words.code[index]]
    small = words.map_distinct(is_small, bool)[words.code[index]]
    touches = np.zeros(len(index), bool)  # no space stands before it
    touches[1:] = (words.start[index[1:]] == words.end[index[:-1]]) & (row[1:] == row[:-1])
    is_joint = np.zeros(len(index), bool)
    if len(index) > 2:
        between = touches[1:-1] & touches[2:] & (kinds[:-2] == WORD) & (kinds[2:] == WORD)
        is_joint[1:-1] = between & ((kinds[1:-1] == JOINER) | ((kinds[1:-1] == DOT) & small[2:]))
    joins = is_joint.copy()
    joins[1:] |= is_joint[:-1]
    return joins


def part_clitics(
    form: np.ndarray, clitic: np.ndarray, vocabulary: Vocabulary
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The forms with clitics as tokens of their own, which are clitics, and the token that each comes from.

    `clitic` is how many characters the clitic of each token has, 0 for none.
    """
    source = np.repeat(np.arange(len(form)), 1 + (clitic > 0))
    is_tail = np.zeros(len(source), bool)
    is_tail[1:] = source[1:] == source[:-1]
    parted = np.flatnonzero(clitic)
    pairs = zip(form[parted].tolist(), clitic[parted].tolist(), strict=True)
    texts = [(vocabulary.texts[number], size) for number, size in pairs]
    heads = vocabulary.number([text[:-size].encode() for text, size in texts])
    tails = vocabulary.number([text[-size:].encode() for text, size in texts])
    form, tail = form[source], np.flatnonzero(is_tail)
    form[tail - 1], form[tail] = heads, tails
    return form, is_tail, source


class TokenMemory(dict[int, Token]):
    """One token for all tokens that are alike, by a key of the form's number, part of speech and flags.

    `texts` are the forms, by number.
    """

    def __init__(self, texts: list[str], cues: Mapping[str, Cue], source_words: Collection[str]) -> None:
        super().__init__()
        self.texts, self.cues, self.source_words = texts, cues, source_words

    def __missing__(self, key: int) -> Token:
        text, part, flags = self.texts[key >> 8], (key >> 3) & 31, key & 7
        token = Token(
            text, part, quoted=bool(flags & 1), is_mark=bool(flags & 2), is_possessive=bool(flags & 4),
            cue=self.cues.get(text.lower()), is_source_word=text.lower() in self.source_words,
        )  # fmt: skip
        self[key] = token
        return token


@cache_by_files(lambda vocabulary: [CUES_FILE, SOURCES_FILE], size=1)
def open_token_memory(vocabulary: Vocabulary) -> TokenMemory:
    """The tokens met so far whose forms are of a vocabulary."""
    return TokenMemory(vocabulary.texts, list_forms(), list_source_words())


def read_tokens(
    words: Words, rows: np.ndarray, texts: Sequence[str], offsets: Sequence[int]
) -> Iterator[tuple[int, Tokens]]:
    """The row and the tokens of some sentences.

    Parameters
    ----------
    words : Words
        The words of all sentences.
    rows : int array
        The rows that are read.
    texts, offsets : list
        The text of each sentence, and where it starts in its article.
    """
    pieces = cut_pieces(words, rows, texts)
    parts = correct_parts(find_parts(pieces.form, pieces.first, pieces.vocabulary), pieces)
    flags = pieces.quoted + 2 * find_marks(pieces, rows, words) + 4 * find_possessives(pieces)
    memory = open_token_memory(pieces.vocabulary)
    if len(memory) > MOST_TOKENS:
        memory.clear()
    key = (pieces.form.astype(np.int64) << 8) + (parts.astype(np.int64) << 3) + flags
    number, distinct = pd.factorize(key)
    kinds = np.empty(len(distinct), object)
    kinds[:] = [memory[k] for k in distinct.tolist()]
    tokens = kinds[number]
    offset = np.repeat(np.asarray(offsets, np.int64)[rows], np.diff(pieces.first))
    starts, ends = memoryview(pieces.start + offset), memoryview(pieces.end + offset)
    bits = np.fromiter((token.bits for token in kinds.tolist()), np.int16, len(kinds))[number]
    lists = [list_places((bits & bit) > 0, pieces.first) for bit in (EDGE, MARK, VERB)]
    lists.append(list_places(find_cues(bits), pieces.first))
    bounds = pairwise(pieces.first.tolist())
    for row, (first, end), *places in zip(rows.tolist(), bounds, *lists, strict=True):
        yield row, Tokens(tokens[first:end].tolist(), starts[first:end], ends[first:end], *places)


def find_cues(bits: np.ndarray) -> np.ndarray:
    """Which tokens are cues; a noun is one only before what makes it a verb, or takes a clause."""
    is_cue = (bits & CUE) > 0
    is_cue[:-1] &= ((bits[:-1] & NEEDS_THAT) == 0) | ((bits[1:] & OPENS_THAT) > 0)
    is_verb = (bits & NOUN_CUE) == 0
    is_verb[:-1] |= (bits[1:] & PROVES) > 0
    is_verb[1:] |= (bits[:-1] & LEADS) > 0
    is_verb[1:] |= ((bits[1:] & THIRD) > 0) & ((bits[:-1] & NAME) > 0)
    is_verb[:-1] |= ((bits[1:] & IS_OF) > 0) & ((bits[:-1] & TAKES_OF) > 0)
    opens_view = np.append((bits[1:] & OPENS_VIEW) > 0, False)
    return is_cue & np.where((bits & VIEW) > 0, opens_view, is_verb)


def list_places(passes: np.ndarray, first: np.ndarray) -> list[list[int]]:
    """For each sentence its tokens that pass a test, as places in the sentence.

    >>> list_places(np.array([True, False, False, True, True]), np.array([0, 2, 2, 5]))
    [[0], [], [1, 2]]
    """
    found = np.flatnonzero(passes)
    bounds = np.searchsorted(found, first)
    places = (found - np.repeat(first[:-1], np.diff(bounds))).tolist()
    return [places[start:end] for start, end in pairwise(bounds.tolist())]


def correct_parts(parts: np.ndarray, pieces: Pieces) -> np.ndarray:
    """The parts, with nouns for what seems a verb right before a verb (*the campaign responded*)."""
    if len(parts) < 3:
        return parts
    is_past = pieces.vocabulary.map_distinct(ends_as_past, bool)[pieces.form[1:-1]]
    before, here, after = parts[:-2], parts[1:-1], parts[2:]
    is_noun = (here == PART["VFIN"]) & np.isin(after, FINITE_PARTS) & np.isin(before, NAMING_PARTS) & ~is_past
    corrected = parts.copy()
    corrected[1:-1][is_noun] = PART["NOUN"]
    return corrected


def ends_as_past(word: str) -> bool:
    return word.endswith("ed")


def name_mark(word: str) -> int:
    return DOUBLE if word in DOUBLE_MARKS else SINGLE if word in SINGLE_MARKS else 0


def find_marks(pieces: Pieces, rows: np.ndarray, words: Words) -> np.ndarray:
    """Which tokens are quotation marks; a single mark is one at an edge of a quotation."""
    kind = pieces.vocabulary.map_distinct(name_mark, np.int8)[pieces.form]
    single = np.flatnonzero(kind == SINGLE)
    row = rows[np.searchsorted(pieces.first, single, side="right") - 1]
    edges = pack_key(np.tile(words.spans.text, 2), np.append(words.spans.start, words.spans.end))
    is_mark = kind == DOUBLE
    for places in (pieces.start, pieces.end):
        is_mark[single] |= np.isin(pack_key(row, places[single]), edges)
    return is_mark


def is_pronoun(word: str) -> bool:
    return word.lower() in PRONOUNS


def is_s(word: str) -> bool:
    return word in POSSESSIVES


def find_possessives(pieces: Pieces) -> np.ndarray:
    """Which tokens are the *'s* of a noun."""
    is_possessive = pieces.vocabulary.map_distinct(is_s, bool)[pieces.form]
    is_possessive[1:] &= ~pieces.vocabulary.map_distinct(is_pronoun, bool)[pieces.form[:-1]]
    return is_possessive
