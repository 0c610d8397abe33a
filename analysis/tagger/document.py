"""What the rest of a document shows about a form: cues, as bits, for every capitalised token."""

import numpy as np

from analysis.tagger.features import Surroundings, find_capitals
from analysis.tagger.tokens import Tokens
from analysis.tagger.words import CLASS, NONE, N

CUES = [
    "lower", "inside", "twice", "often", "after_title", "after_first_name", "with_organisation", "with_place",
    "after_preposition", "before_speech", "after_the", "before_possessive", "run_later", "run_first",
    "in_brackets", "after_nation", "before_comma_place", "before_brackets",
    "pair_before", "pair_after", "always_before", "always_after",
]  # fmt: skip
BIT = {name: bit for bit, name in enumerate(CUES)}


def find_document_cues(tokens: Tokens, kinds: np.ndarray, around: Surroundings) -> np.ndarray:
    """For every capitalised token the cues that its document gives for its form, as bits; -1 for others."""
    is_capital = find_capitals(kinds)
    places = np.flatnonzero(is_capital)
    n_codes = int(max(tokens.code.max(initial=0), tokens.lower.max(initial=0))) + 2  # room for a lower of -1
    document = tokens.document.astype(np.int64)
    key = document * n_codes + tokens.code
    distinct, which, counts = np.unique(key[places], return_inverse=True, return_counts=True)
    pooled = np.zeros(len(distinct), np.int64)
    np.bitwise_or.at(pooled, which, find_own_cues(tokens, kinds, around, places))
    pooled |= (counts >= 2).astype(np.int64) << BIT["twice"]
    pooled |= (counts >= 4).astype(np.int64) << BIT["often"]
    number = np.full(len(kinds), -1)
    number[places] = which
    pairs = find_pair_cues(number, counts, around.channels["before"], around.channels["after"])
    is_looked_for = np.zeros(n_codes, bool)  # most small words are nobody's name: few keys are compared
    is_looked_for[tokens.lower[places]] = True
    small = key[~is_capital & is_looked_for[tokens.code]]
    is_small_elsewhere = np.isin(document[places] * n_codes + tokens.lower[places], small)
    found = np.full(len(kinds), -1, np.int64)
    found[places] = pooled[which] | pairs[places] | (is_small_elsewhere.astype(np.int64) << BIT["lower"])
    return found


def find_own_cues(tokens: Tokens, kinds: np.ndarray, around: Surroundings, places: np.ndarray) -> np.ndarray:
    """The cues that capitalised tokens give by themselves, as bits; `places` are these tokens."""
    padded = np.append(kinds, NONE)
    channels = {name: place[places] for name, place in around.channels.items()}
    before, after = padded[channels["before"]], padded[channels["after"]]
    left, right = padded[channels["left"]], padded[channels["right"]]
    runs = around.runs[places]
    in_run = runs >= 0
    is_later = in_run & (channels["first"] != places)
    is_long = in_run & (channels["first"] != channels["last"])
    cues = {
        "inside": ~tokens.opens[places],
        "after_title": is_any(before, "title", "Title", "Initial")
        | (is_any(left, "title", "kin") & ~is_any(left, "the")),
        "after_first_name": is_later & is_any(padded[channels["first"]], "First", "FirstPlace"),
        "with_organisation": find_runs_with(around.runs, kinds == CLASS["OrgCue"])[runs],
        "with_place": find_runs_with(around.runs, kinds == CLASS["PlaceCue"])[runs],
        "after_preposition": is_any(left, "in", "at", "from"),
        "before_speech": is_any(right, "speech", "he"),
        "after_the": is_any(left, "the"),
        "before_possessive": is_any(right, "'s"),
        "run_later": is_later,
        "run_first": is_long & ~is_later,
        "in_brackets": is_any(left, "(") & is_any(right, ")"),
        "after_nation": is_any(before, "Nation", "Country"),
        "before_comma_place": is_any(after, ",")
        & is_any(padded[channels["after2"]], "Country", "Place", "Capital", "FirstPlace"),
        "before_brackets": is_any(right, "("),
    }
    bits = np.zeros(len(places), np.int64)
    for name, holds in cues.items():
        bits |= holds.astype(np.int64) << BIT[name]
    return bits


def is_any(kinds: np.ndarray, *names: str) -> np.ndarray:
    """Which classes are one of those named."""
    wanted = np.zeros(N, bool)
    wanted[[CLASS[name] for name in names]] = True
    return wanted[kinds]


def find_runs_with(runs: np.ndarray, is_cue: np.ndarray) -> np.ndarray:
    """Which runs hold a cue, by number; the last value stands for tokens outside runs."""
    has_cue = np.zeros(int(runs.max(initial=-1)) + 2, bool)
    has_cue[runs[is_cue]] = True
    has_cue[-1] = False
    return has_cue


def find_pair_cues(
    number: np.ndarray, counts: np.ndarray, before: np.ndarray, after: np.ndarray
) -> np.ndarray:
    """The cues of capitalised words that stand together more than once in their document, as bits.

    `pair_before` and `pair_after`: with the word before or after it. `always_before` and `always_after`: the
    form never stands in the document without that word (*Environment Canada*).

    Parameters
    ----------
    number : array of int
        The number of each token's form within its document; -1 for tokens that are not capitalised.
    counts : array of int
        How often each of these forms stands there.
    before, after : arrays of int
        The token before and after each token; -1 for none.
    """
    bits = np.zeros(len(number), np.int64)
    for side, neighbour in (("before", before), ("after", after)):
        paired = np.flatnonzero((number >= 0) & (neighbour >= 0) & (number[neighbour] >= 0))
        pairs = number[paired] * len(counts) + number[neighbour[paired]]
        _, which, n_pairs = np.unique(pairs, return_inverse=True, return_counts=True)
        is_again = n_pairs[which] >= 2
        is_always = is_again & (n_pairs[which] == counts[number[paired]])
        bits[paired] |= is_again.astype(np.int64) << BIT[f"pair_{side}"]
        bits[paired] |= is_always.astype(np.int64) << BIT[f"always_{side}"]
    return bits
