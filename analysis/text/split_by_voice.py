"""The chunks of sentences by voice, without splitting texts again.

Only a chunk that the voice changes in, or that a quotation mark stands beside, becomes another chunk.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.ids import pack_key
from analysis.text.chunks import Chunks, expand_ranges, number_in_order
from analysis.text.hash_table import HashTable
from analysis.text.vocabulary import Vocabulary
from analysis.text.voices import VOICES
from analysis.text.words import Words

MARKS = "\"“”„‟«»‹›'‘’‚`"


class Parts(NamedTuple):
    """Parts of sentences, each in one voice; by voice, then in text order.

    Arrays have one number per part where nothing else is noted.
    """

    sentences: np.ndarray  # one per sentence of several parts: its row number
    sentence: np.ndarray  # the place of its sentence in `sentences`
    voice: np.ndarray  # its place in `VOICES`
    start: np.ndarray  # place in the sentence's text, in characters
    end: np.ndarray


def split_by_voice(chunks: Chunks, words: Words, voice: np.ndarray) -> tuple[np.ndarray, Chunks]:
    """The chunks of sentences of several voices, those of each voice apart.

    Parameters
    ----------
    chunks : Chunks
        The chunks of the sentences.
    words : Words
        The words of the sentences.
    voice : int array, one number per token
        Its place in `VOICES` (`read_voices`).

    Returns
    -------
    int array
        The row numbers of the n sentences of several voices, or with quotation marks.
    Chunks
        3 * n texts: first the narration of each of these sentences, then what is reported, then what is
        quoted. Parts of one voice are joined by a space; quotation marks at their ends are stripped.
    """
    parts = find_parts(words, voice)
    sentences, n = parts.sentences, len(parts.sentences)
    candidates = expand_ranges(chunks.first[sentences], np.diff(chunks.first)[sentences])
    ends = pack_key(chunks.text[candidates], chunks.end[candidates])
    starts = pack_key(chunks.text[candidates], chunks.start[candidates])
    row = sentences[parts.sentence]
    low = np.searchsorted(ends, pack_key(row, parts.start), side="right")
    count = np.searchsorted(starts, pack_key(row, parts.end)) - low  # every part has a token, so a chunk
    chunk = candidates[expand_ranges(low, count)]
    code, distinct = cut_chunks(chunks, chunk, count, parts.start, parts.end)
    text = np.repeat(parts.voice * n + parts.sentence, count).astype(np.int32)
    kept = np.flatnonzero(code >= 0)
    code, text, chunk = code[kept], text[kept], chunk[kept]
    voiced = chunks._replace(
        texts=[], text=text, start=chunks.start[chunk], end=chunks.end[chunk],
        blank=np.zeros(len(code), dtype=bool), code=code, distinct=distinct,
        first=np.searchsorted(text, np.arange(len(VOICES) * n + 1, dtype=np.int32)), byte=chunks.byte[chunk],
    )  # fmt: skip
    return sentences, voiced


def find_parts(words: Words, voice: np.ndarray) -> Parts:
    """The parts of the sentences in which the voice changes, or quotation marks open or close.

    >>> import pandas as pd
    >>> from analysis.text.words import read_words
    >>> words = read_words(pd.DataFrame({"text": ["No.", "She said no."]}))
    >>> parts = find_parts(words, np.array([0, 0, 0, 0, 1, 0]))
    >>> parts.sentences.tolist(), parts.voice.tolist(), parts.start.tolist(), parts.end.tolist()
    ([1], [0, 0, 1], [0, 11, 9], [8, 12, 11])
    """
    kind = 2 * voice + words.in_quote
    is_change = (kind[1:] != kind[:-1]) & (words.sentence[1:] == words.sentence[:-1])
    changes = np.flatnonzero(is_change) + 1
    sentences = np.unique(words.sentence[changes])
    first = np.sort(np.append(words.first[sentences], changes))
    row = words.sentence[first]
    following = np.minimum(np.append(first[1:], len(voice)), words.first[row + 1])
    order = np.argsort(voice[first], kind="stable")
    first, last = first[order], following[order] - 1
    sentence = np.searchsorted(sentences, row[order])
    return Parts(sentences, sentence, voice[first].astype(np.int64), words.start[first], words.end[last])


def cut_chunks(
    chunks: Chunks, chunk: np.ndarray, count: np.ndarray, start: np.ndarray, end: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Cut the chunks of parts at the ends of their parts, and strip quotation marks there.

    Parameters
    ----------
    chunk : int64 array
        The chunks of all parts.
    count, start, end : int64 arrays, one number per part
        How many chunks the part has, and its places in the sentence.

    Returns
    -------
    int array, one number per chunk
        Which of the distinct chunks it has become; -1 where nothing is left.
    int64 array
        The distinct chunks, as numbers in the vocabulary.
    """
    code, last = chunks.code[chunk], np.cumsum(count) - 1
    # Only the first and the last chunk of a part can change.
    edges = np.column_stack([last - count + 1, last])
    edges = edges[np.column_stack([np.ones(len(last), dtype=bool), count > 1])]
    part = np.searchsorted(last, edges)
    chunk_start, chunk_end, old_code = chunks.start[chunk[edges]], chunks.end[chunk[edges]], code[edges]
    low = np.maximum(start[part] - chunk_start, 0)
    high = np.minimum(end[part], chunk_end) - chunk_start
    is_cut_left, is_cut_right = low > 0, high < chunk_end - chunk_start
    has_mark_left = chunks.map_distinct(opens_with_mark, bool)[old_code]
    has_mark_right = chunks.map_distinct(ends_with_mark, bool)[old_code]
    strip_left = is_cut_left | ((chunk_start == start[part]) & has_mark_left)
    strip_right = is_cut_right | ((chunk_end == end[part]) & has_mark_right)
    changed = np.flatnonzero(strip_left | strip_right)
    number, low, high = chunks.distinct[old_code[changed]], low[changed], high[changed]
    keys = (number << 32) | low, (high << 2) | (strip_left[changed] << 1) | strip_right[changed]
    rest = find_rests(chunks.vocabulary, [key.astype(np.int64).view(np.uint64) for key in keys])
    rest_code, distinct_rests = number_in_order(rest)
    code[edges[changed]] = np.where(rest > 0, rest_code + len(chunks.distinct), -1)
    return code, np.append(chunks.distinct, np.maximum(distinct_rests - 1, 0))


def find_rests(vocabulary: Vocabulary, keys: list[np.ndarray]) -> np.ndarray:
    """What is left of cut chunks: its number in the vocabulary plus one, or 0 where nothing is left.

    `keys` are two uint64 arrays with one value per chunk. The first is the number of the chunk (upper 32
    bits) and where the rest begins (lower 32 bits). The second is where the rest ends (from bit 2 on), and
    whether marks are stripped at its left (bit 1) and its right (bit 0).
    """
    table = open_rests(vocabulary)
    with vocabulary.lock:
        found = table.find(keys)
        new = np.flatnonzero(found < 0)
        if len(new):
            pairs = zip(*(key[new].tolist() for key in keys), strict=True)
            distinct = {pair: i for i, pair in enumerate(pairs)}
            rests = np.array([cut_chunk(vocabulary, *pair) for pair in distinct])
            table.add([key[new[list(distinct.values())]] for key in keys], rests)
            found[new] = table.find([key[new] for key in keys])
    return found


@lru_cache(maxsize=2)
def open_rests(_: Vocabulary) -> HashTable:
    """The table of `find_rests` that belongs to a vocabulary."""
    return HashTable(2)


def cut_chunk(vocabulary: Vocabulary, first: int, second: int) -> int:
    """What is left of one cut chunk, by its two keys (see `find_rests`)."""
    text = vocabulary.texts[first >> 32][first & 0xFFFFFFFF : second >> 2]
    text = text.lstrip(MARKS if second & 2 else "").rstrip(MARKS if second & 1 else "")
    return int(vocabulary.number([text.encode()])[0]) + 1 if text else 0


def opens_with_mark(chunk: str) -> bool:
    return chunk[:1] in MARKS


def ends_with_mark(chunk: str) -> bool:
    return chunk[-1:] in MARKS
