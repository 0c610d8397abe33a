"""VADER's four numbers (Hutto & Gilbert 2014), exactly as NLTK's analyser gives them, for many texts at once.

The rules and their constants are those of `nltk.sentiment.vader` (NLTK 3.10), its quirks among them: chunks
of one character are no words, a word said twice is weighed by what stands before its first place, and a chunk
loses its punctuation only where that is one mark on one side. Each distinct chunk is read once; after that
only the words with a valence and the three words before them are looked at, as arrays.
"""

import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from string import punctuation
from typing import NamedTuple
from zipfile import ZipFile

import numpy as np
import pandas as pd

from analysis.chunks import Chunks, split_chunks

BOOST, CAPITALS, NEGATION = 0.293, 0.733, -0.74
DAMPING = [1.0, 0.95, 0.9]  # of a booster one, two and three words before
SOONER = [-0.74, 1.5, 1.25]  # what "never so" and "never this" do there
NEGATING = """
    aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't daren't didn't
    doesn't dont hadnt hasnt havent isnt mightnt mustnt neither don't hadn't hasn't haven't isn't
    mightn't mustn't neednt needn't never none nope nor not nothing nowhere oughtnt shant shouldnt uhuh
    wasnt werent oughtn't shan't shouldn't uh-uh wasn't weren't without wont wouldnt won't wouldn't
    rarely seldom despite
"""
STRONGER = """
    absolutely amazingly awfully completely considerably decidedly deeply effing enormously entirely
    especially exceptionally extremely fabulously flipping flippin fricking frickin frigging friggin
    fully fucking greatly hella highly hugely incredibly intensely majorly more most particularly purely
    quite really remarkably so substantially thoroughly totally tremendously uber unbelievably unusually
    utterly very
"""
WEAKER = """
    almost barely hardly kinda kindof kind-of less little marginally occasionally partly scarcely
    slightly somewhat sorta sortof sort-of
"""
NEGATORS = frozenset(NEGATING.split())
BOOSTERS = dict.fromkeys(STRONGER.split(), BOOST) | dict.fromkeys(WEAKER.split(), -BOOST)
WEAKER_PAIRS = ["just enough", "kind of", "sort of"]
IDIOMS = {
    "the shit": 3, "the bomb": 3, "bad ass": 1.5, "yeah right": -2, "cut the mustard": 2,
    "kiss of death": -1.5, "hand to mouth": -2,
}  # fmt: skip
MARKS = frozenset([*".!?,;:-'\"", "!!", "!!!", "??", "???", "?!?", "!?!", "?!?!", "!?!?"])
NO_PUNCTUATION = str.maketrans("", "", punctuation)
PARTS = {part: i for i, part in enumerate(dict.fromkeys(" ".join([*IDIOMS, *WEAKER_PAIRS]).split()), start=1)}

# What a word is, a bit each.
WORD, UPPER, LISTED, SCORED, NEGATES, NEVER, SO, LEAST, AT_VERY, BUT, KIND, OF = (
    1 << bit for bit in range(12)
)
LOWERED = {"least": LEAST, "at": AT_VERY, "very": AT_VERY, "but": BUT, "kind": KIND, "of": OF}
AS_WRITTEN = {"never": NEVER, "so": SO, "this": SO}


def score_vader(
    sentences: pd.DataFrame | Iterable[str],
    *,
    lexicon: str | Path | dict[str, float] | None = None,
    chunks: Chunks | None = None,
) -> pd.DataFrame:
    """A row a sentence, in their order: `neg, neu, pos` (shares, 0-1), `compound` (-1 to 1); all 0 for a
    text without words.

    `sentences` is a table with `text`, or the texts. `lexicon` is the list of valences: by default that of
    the package vaderSentiment; else a path to another (NLTK's `vader_lexicon.zip` or the text file in it), or
    a dict. compound = s / sqrt(s**2 + 15), s being the sum of the valences after the rules. `chunks` is
    `split_chunks(texts)`, where it is there already. Raises FileNotFoundError where the list is not there.

    >>> score_vader(["A brave, GREAT defence!", "It was not good, but nobody was really hurt."])
         neg    neu  pos  compound
    0  0.000  0.000  1.0    0.8728
    1  0.491  0.509  0.0   -0.7745
    """
    if chunks is None:
        chunks = split_chunks(sentences["text"] if isinstance(sentences, pd.DataFrame) else sentences)
    if not isinstance(lexicon, dict):
        lexicon = read_valences(None if lexicon is None else str(lexicon))
    words = lay_out_words(chunks, lexicon)
    hits = np.flatnonzero(words.flags & SCORED)
    place = find_first(words, hits)
    value = weigh_words(words, place) * weigh_but(words, hits)
    return add_up(value, words.text[hits], np.diff(words.first), chunks.texts)


@lru_cache(maxsize=4)
def read_valences(path: str | None = None) -> dict[str, float]:
    """The valence of each entry of a list, by default of the one that comes with vaderSentiment (its
    program is not run). Raises FileNotFoundError where there is none."""
    if path is None:
        package = find_spec("vaderSentiment")
        if package is None:
            raise FileNotFoundError("VADER needs the package vaderSentiment, or your own list as `lexicon`.")
        path = str(Path(package.submodule_search_locations[0]) / "vader_lexicon.txt")
    if not Path(path).is_file():
        raise FileNotFoundError(f"No list of valences lies at {path!r}; give a vader_lexicon.txt or .zip.")
    if path.endswith(".zip"):
        with ZipFile(path) as archive:
            raw = archive.read(next(name for name in archive.namelist() if name.endswith(".txt")))
    else:
        raw = Path(path).read_bytes()
    text = raw.decode("utf-8")
    entries = (line.strip().split("\t")[:2] for line in text.split("\n") if line.strip())
    return {word: float(valence) for word, valence in entries}


class Words(NamedTuple):
    """The words of all texts in order: for each its flags (bits), its number among the distinct chunks
    (`code`) and its text; for each distinct chunk its valence, boost, part of an idiom and number of its
    spelling; for each text its first word, and whether it shouts (some words in capitals, some not)."""

    flags: np.ndarray
    code: np.ndarray
    text: np.ndarray
    valence: np.ndarray
    boost: np.ndarray
    part: np.ndarray
    spelling: np.ndarray
    first: np.ndarray
    shouts: np.ndarray


def lay_out_words(chunks: Chunks, lexicon: dict[str, float]) -> Words:
    """The words of the texts, with what is known of each."""
    seen = [read_word(chunk) for chunk in chunks.distinct]
    flags = np.array([some for _, _, some, _, _ in seen], dtype=np.int16)
    boost = np.array([boosting for _, _, _, boosting, _ in seen], dtype=np.float64)
    part = np.array([idiom for *_, idiom in seen], dtype=np.int8)
    valence, spelling = np.zeros(len(seen)), np.zeros(len(seen), dtype=np.int32)
    spellings: dict[str, int] = {}
    for i, (word, lower, some, boosting, _) in enumerate(seen):
        if lower in lexicon and some:
            flags[i] |= LISTED if boosting else LISTED | SCORED
            valence[i] = lexicon[lower]
            spelling[i] = spellings.setdefault(word, len(spellings))
    # Chunks of one character are no words: neighbours are counted without them.
    kept = (flags & WORD)[chunks.code] > 0
    code, text = chunks.code[kept], chunks.text[kept]
    n = len(chunks.texts)
    n_words = np.bincount(text, minlength=n)
    n_upper = np.bincount(text[(flags & UPPER)[code] > 0], minlength=n)
    shouts = (n_upper > 0) & (n_upper < n_words)
    first = np.concatenate([[0], np.cumsum(n_words)])
    return Words(flags[code], code, text, valence, boost, part, spelling, first, shouts)


@lru_cache(maxsize=2**18)
def read_word(chunk: str) -> tuple[str, str, int, float, int]:
    """The word in a chunk, the same in small letters, its flags, its boost, its part in idioms."""
    if len(chunk) < 2:
        return chunk, chunk, 0, 0.0, 0
    word = strip_mark(chunk)
    lower = word.lower()
    flags = WORD | LOWERED.get(lower, 0) | AS_WRITTEN.get(word, 0)
    if word.isupper():
        flags |= UPPER
    if lower in NEGATORS or "n't" in lower:
        flags |= NEGATES
    return word, lower, flags, BOOSTERS.get(lower, 0.0), PARTS.get(word, 0)


def strip_mark(chunk: str) -> str:
    """The chunk without the punctuation before or after it, where that is one of `MARKS` and all there is.

    >>> strip_mark("good!!"), strip_mark("'good"), strip_mark("'good'"), strip_mark("good!!!!")
    ('good', 'good', "'good'", 'good!!!!')
    """
    if chunk.isalnum():
        return chunk
    bare = chunk.translate(NO_PUNCTUATION)
    size = len(chunk) - len(bare)
    if len(bare) > 1 and (
        (chunk.startswith(bare) and chunk[len(bare) :] in MARKS)
        or (chunk.endswith(bare) and chunk[:size] in MARKS)
    ):
        return bare
    return chunk


def find_first(words: Words, hits: np.ndarray) -> np.ndarray:
    """For each hit, the first place of the same spelling in its text: NLTK weighs every repetition there."""
    key = (words.text[hits].astype(np.int64) << 32) + words.spelling[words.code[hits]]
    _, index, inverse = np.unique(key, return_index=True, return_inverse=True)
    return hits[index][inverse]


def weigh_words(words: Words, place: np.ndarray) -> np.ndarray:
    """The valence of the words at these places, weighed by capitals and by the three words before."""
    text = words.text[place]
    local, shouts = place - words.first[text], words.shouts[text]
    flags = [words.flags[place]] + [words.flags[np.maximum(place - step, 0)] for step in (1, 2, 3)]
    value = words.valence[words.code[place]]
    value = value + np.where(shouts & has(flags[0], UPPER), np.where(value > 0, CAPITALS, -CAPITALS), 0.0)
    so, never_so = has(flags[1], SO), has(flags[3], NEVER) & has(flags[2], SO)
    never = [np.zeros(len(place), dtype=bool), has(flags[2], NEVER) & so, never_so | so]
    for step in range(3):
        there = (local > step) & ~has(flags[step + 1], LISTED)
        boost = words.boost[words.code[np.maximum(place - step - 1, 0)]]
        more = np.where(value < 0, -boost, boost)
        loud = shouts & (boost != 0) & has(flags[step + 1], UPPER)
        more = more + np.where(loud, np.where(value > 0, CAPITALS, -CAPITALS), 0.0)
        turned = np.where(has(flags[step + 1], NEGATES), NEGATION, 1.0)
        turned = np.where(never[step], SOONER[step], turned)
        value = np.where(there, (value + more * DAMPING[step]) * turned, value)
    value = np.where(there, find_idioms(words, place, value), value)
    least = (local > 0) & has(flags[1], LEAST) & ~has(flags[1], LISTED)
    least &= (local == 1) | ~has(flags[2], AT_VERY)
    value = np.where(least, value * NEGATION, value)
    following = np.minimum(place + 1, len(words.flags) - 1)
    kind_of = has(flags[0], KIND) & has(words.flags[following], OF) & (place + 1 < words.first[text + 1])
    return np.where(kind_of, 0.0, value)


def has(flags: np.ndarray, flag: int) -> np.ndarray:
    return (flags & flag) != 0


def find_idioms(words: Words, place: np.ndarray, value: np.ndarray) -> np.ndarray:
    """The values, put right where the word stands in or beside an idiom. Every place has three words before
    it, or else its value is not asked for."""
    pairs, triples, weaker = tabulate_idioms()
    size, end = len(words.code), words.first[words.text[place] + 1]
    a, b, c, d = (words.part[words.code[np.maximum(place - step, 0)]] for step in (3, 2, 1, 0))
    ahead = [np.minimum(place + step, size - 1) for step in (1, 2)]
    e, f = (np.where(place + i + 1 < end, words.part[words.code[ahead[i]]], 0) for i in (0, 1))
    # NLTK takes the first of these five that is an idiom, then lets the two that follow the word overrule it.
    found = pairs[a, b]
    for other in (
        triples[a, b, c],
        pairs[b, c],
        triples[b, c, d],
        pairs[c, d],
        pairs[d, e],
        triples[d, e, f],
    ):
        found = np.where(np.isnan(other), found, other)
    value = np.where(np.isnan(found), value, found)
    return np.where(weaker[a, b] | weaker[b, c], value - BOOST, value)


@lru_cache(maxsize=1)
def tabulate_idioms() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The values of idioms of two and of three words by their parts, and which pairs weaken."""
    size = len(PARTS) + 1
    pairs, triples = np.full((size,) * 2, np.nan), np.full((size,) * 3, np.nan)
    weaker = np.zeros((size,) * 2, dtype=bool)
    for idiom, value in IDIOMS.items():
        parts = tuple(PARTS[word] for word in idiom.split())
        (pairs if len(parts) == 2 else triples)[parts] = value
    for pair in WEAKER_PAIRS:
        weaker[tuple(PARTS[word] for word in pair.split())] = True
    return pairs, triples, weaker


def weigh_but(words: Words, hits: np.ndarray) -> np.ndarray:
    """The factor of each hit by the side of its text's first "but" that it stands on."""
    but = np.flatnonzero(words.flags & BUT)[::-1]
    first = np.full(len(words.first), -1)
    first[words.text[but]] = but  # written backwards, so that the first stays
    there = first[words.text[hits]]
    return np.where(there < 0, 1.0, np.where(hits < there, 0.5, np.where(hits > there, 1.5, 1.0)))


def add_up(value: np.ndarray, text: np.ndarray, n_words: np.ndarray, texts: list[str]) -> pd.DataFrame:
    """The four numbers of each text from the values of its hits, with the emphasis of ! and ? added."""
    n = len(n_words)
    calls = np.minimum(np.fromiter((one.count("!") for one in texts), dtype=np.int64, count=n), 4)
    asks = np.fromiter((one.count("?") for one in texts), dtype=np.int64, count=n)
    emphasis = calls * 0.292 + np.where(asks > 3, 0.96, np.where(asks > 1, asks * 0.18, 0.0))
    total = sum_by_text(value, text, n, compensated=sys.version_info >= (3, 12))
    total = total + np.sign(total) * emphasis
    positive = np.bincount(text, weights=np.where(value > 0, value + 1, 0.0), minlength=n)
    negative = -np.bincount(text, weights=np.where(value < 0, value - 1, 0.0), minlength=n)
    neutral = n_words - np.bincount(text[value != 0], minlength=n)
    more, less = positive > negative, positive < negative
    positive, negative = positive + more * emphasis, negative + less * emphasis
    whole = positive + negative + neutral
    whole[n_words == 0] = 1.0
    return pd.DataFrame({
        "neg": round_as_python(negative / whole, 3),
        "neu": round_as_python(neutral / whole, 3),
        "pos": round_as_python(positive / whole, 3),
        "compound": round_as_python(total / np.sqrt(total * total + 15), 4),
    })  # fmt: skip


def sum_by_text(value: np.ndarray, text: np.ndarray, n: int, *, compensated: bool) -> np.ndarray:
    """The sum of each text's values as Python's `sum` makes it: one after the other, and from Python 3.12 on
    with the rounding errors added at the end (Neumaier 1974)."""
    if not compensated:
        return np.bincount(text, weights=value, minlength=n)
    total, error = np.zeros(n), np.zeros(n)
    count = np.bincount(text, minlength=n)
    rank = np.arange(len(text)) - np.repeat(np.cumsum(count) - count, count)
    order = np.argsort(rank, kind="stable")
    for at in np.split(order, np.cumsum(np.bincount(rank))[:-1]) if len(order) else []:
        old, added = total[text[at]], value[at]
        new = old + added
        error[text[at]] += np.where(np.abs(old) >= np.abs(added), (old - new) + added, (added - new) + old)
        total[text[at]] = new
    return total + error


def round_as_python(values: np.ndarray, digits: int) -> np.ndarray:
    """Values rounded as `round` does it: in decimals, where multiplying first may go wrong at a half."""
    scaled = values * 10**digits
    rounded = np.rint(scaled) / 10**digits
    for i in np.flatnonzero(np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < 1e-6):
        rounded[i] = round(float(values[i]), digits)
    return rounded
