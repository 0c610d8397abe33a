"""Terms in sentences: the engine under the measures.

The trie of a word list (`trie`) is walked over all words of the sentences at the same time, as arrays of
numbers; only the few places that can still become a hit are followed to the next word.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.matching.lexicon import open_lexicon
from analysis.matching.overlaps import choose_matches
from analysis.matching.trie import FILTER_SIZE, SEPARATOR, Trie, build_trie
from analysis.schema import KEYS, build_table, check_columns
from analysis.text.chunks import expand_ranges, join_bytes, list_texts, number_in_order, to_arrow
from analysis.text.voices import check_attributions, name_voices, read_voices
from analysis.text.words import Words, read_words

SENTENCES = [*KEYS, "sentence_id", "start", "text", "quote_spans"]  # the columns that are needed


class Hits(NamedTuple):
    """The hits of a list, in text order; int64 arrays with one number per hit."""

    row: np.ndarray  # row of the list
    first: np.ndarray  # its first word, as a place in `Words`
    last: np.ndarray  # its last word


class Matches(NamedTuple):
    """What matches before the choice between overlapping matches; int64 arrays with one number per match."""

    first: np.ndarray  # its first word, as a place in `Words`
    length: np.ndarray  # how many words
    term: np.ndarray  # number of the term in the trie


def find_terms(
    sentences: pd.DataFrame,
    lexicon: str | Path | pd.DataFrame,
    *,
    attributions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the terms of a word list in sentences, with their places.

    A term is words with a space between; `*` at its end stands for any ending of the last word. A term
    without a capital letter matches in any case; a term with one only as it is written, or in ALL CAPS if it
    has more than three letters. The leftmost match wins, then the one of most words, then the strictest (no
    `*`, its own case, a longer stem); hits do not overlap.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence, as `split_sentences` gives it.
    lexicon : str, Path or DataFrame
        The name of a shipped list, the path of your own, or a table with `term, category, weight`.
    attributions : DataFrame, optional
        The table of `find_attributions` of the same sentences; without it nothing is `reported`.

    Returns
    -------
    DataFrame
        One row per hit, in text order: `article_id, outlet, date, sentence_id, category, term`, `surface` (as
        it is written), `start` and `end` (places in the article's text, in characters), `voice` (where it
        begins: `narration`, the outlet's own words; `reported`; `quotation`; categorical), `weight`. A term
        under two categories gives two hits.

    Raises
    ------
    ValueError
        For a table without the columns of sentences, a list without `term, category, weight`, a term
        without a word or with `*` before its end, and attributions without their columns.
    FileNotFoundError
        For a path where no list is.

    Examples
    --------
    >>> from analysis.text.sentences import split_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["Air strikes hit us. The US said “air power” struck."]})
    >>> lexicon = pd.DataFrame({"term": ["air strike*", "air", "US"], "category": ["war", "air", "state"],
    ...                         "weight": 1.0})
    >>> hits = find_terms(split_sentences(articles), lexicon)
    >>> hits[["category", "term", "surface", "start"]].to_records(index=False).tolist()
    [('war', 'air strike*', 'Air strikes', 0), ('state', 'US', 'US', 24), ('air', 'air', 'air', 33)]
    >>> hits["voice"].tolist()
    ['narration', 'narration', 'quotation']
    """
    check_columns(sentences, SENTENCES, verb="find_terms")
    check_attributions(attributions, verb="find_terms")
    words = read_words(sentences)
    voice = read_voices(sentences, words, attributions)
    return match_sentences(sentences, words, open_lexicon(lexicon), voice=voice)


def match_sentences(
    sentences: pd.DataFrame, words: Words, lexicon: pd.DataFrame, *, voice: np.ndarray
) -> pd.DataFrame:
    """The table of `find_terms` for sentences whose words and voices were read before."""
    check_columns(lexicon, ["term", "category", "weight"], verb="find_terms")
    return hits_table(sentences, words, lexicon, *match_terms(words, lexicon), voice=voice)


def match_terms(words: Words, lexicon: pd.DataFrame) -> Hits:
    """The hits of `find_terms` as numbers."""
    trie = build_trie(len(lexicon), join_column(lexicon["term"]), join_column(lexicon["category"]))
    matches = walk_trie(words, trie)
    kept = choose_matches(*matches)
    first, length, term = (array[kept] for array in matches)
    n_rows = trie.n_rows[term]
    row = trie.rows[expand_ranges(trie.first_row[term], n_rows)]
    first, length = np.repeat(first, n_rows), np.repeat(length, n_rows)
    return Hits(row, first, first + length - 1)


def walk_trie(words: Words, trie: Trie) -> Matches:
    """Every match in the words: the longest terms, the shorter ones inside them, and those that overlap."""
    code, sentence = words.code, words.sentence
    kind, steps = trie.sort_words(words)
    n_kinds, n_from_root = len(steps.first) - 1, np.diff(steps.first)
    # Most words begin no term. Of those that do and are no term by themselves, most are followed by a word
    # that stands in no term.
    place = np.flatnonzero((n_from_root > 0)[kind][code]) if len(code) else np.zeros(0, dtype=np.int64)
    first_kind = kind[code[place]]
    next_kind = kind[code[np.minimum(place + 1, len(code) - 1)]]
    hopeful = np.flatnonzero(steps.is_term[first_kind] | steps.follows[next_kind])
    place, first_kind = place[hopeful], first_kind[hopeful]
    # For each place that is followed: where its match begins, its first step, and how many steps it takes.
    begin, low, count = place, steps.first[first_kind], n_from_root[first_kind]
    found, length = [], 0
    while len(place):
        length += 1
        begin, place = np.repeat(begin, count), np.repeat(place, count)
        node = steps.node[expand_ranges(low, count)]
        ends = trie.ends[node] >= 0
        found.append((begin[ends], np.full(ends.sum(), length), trie.ends[node[ends]]))
        following = np.minimum(place + 1, len(code) - 1)
        goes_on = steps.goes_on[node] & (place < following) & (sentence[following] == sentence[place])
        begin, place = begin[goes_on], following[goes_on]
        key = node[goes_on] * n_kinds + kind[code[place]]
        may_exist = np.flatnonzero(steps.may_exist[key & (FILTER_SIZE - 1)])
        begin, place, key = begin[may_exist], place[may_exist], key[may_exist]
        low = np.searchsorted(steps.key, key)
        count = np.searchsorted(steps.key, key, side="right") - low
    if not found:
        return Matches(*(np.zeros(0, dtype=np.int64) for _ in range(3)))
    return Matches(*(np.concatenate(arrays) for arrays in zip(*found, strict=True)))


def join_column(column: pd.Series) -> bytes:
    """The texts of a column as one: cheap to compare with those of another list."""
    return join_bytes(to_arrow(column.astype("str")), SEPARATOR).tobytes()


def hits_table(
    sentences: pd.DataFrame, words: Words, lexicon: pd.DataFrame, row: np.ndarray, first: np.ndarray,
    last: np.ndarray, *, voice: np.ndarray,
) -> pd.DataFrame:  # fmt: skip
    """The table of `find_terms` from `Hits`; `voice` is that of each token (`read_voices`)."""
    sentence, start, end = words.sentence[first], words.start[first], words.end[last]
    hits = {name: sentences[name].array.take(sentence) for name in [*KEYS, "sentence_id"]}
    hits |= {name: lexicon[name].astype("str").array.take(row) for name in ["category", "term"]}
    hits["surface"] = spell_hits(sentences, words, first, last, end)
    origin = sentences["start"].to_numpy()[sentence]
    hits["start"], hits["end"] = start + origin, end + origin
    hits["voice"] = name_voices(voice[first])
    hits["weight"] = lexicon["weight"].to_numpy()[row]
    return build_table("hits", hits)


def spell_hits(
    sentences: pd.DataFrame, words: Words, first: np.ndarray, last: np.ndarray, end: np.ndarray
) -> pd.api.extensions.ExtensionArray:
    """The text of each hit, as it is written."""
    # Most hits are one word, whose spelling is in the vocabulary. Only the others are cut from the sentences.
    several = np.flatnonzero(first != last)
    texts = list_texts(sentences["text"].take(words.sentence[first[several]]))
    places = words.start[first[several]].tolist(), end[several].tolist()
    cut = [text[start:stop] for text, start, stop in zip(texts, *places, strict=True)]
    row, used = number_in_order(words.code[first])
    distinct = words.vocabulary.texts
    spelled = [distinct[number] for number in words.numbers[used].tolist()]
    row = row.astype(np.int64)
    row[several] = len(spelled) + np.arange(len(several))
    return pd.array(pa.array([*spelled, *cut], type=pa.large_string()).take(pa.array(row)), dtype="str")
