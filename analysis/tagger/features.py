"""Where the name tagger looks around a token, and how the classes of neighbours are read together.

A channel is a place to look at (the token itself, the token before, the last token of its run of capitalised
words ...): an array that gives for every token the token looked at. The score of a token is the sum over
channels of the weights of the forms there, plus the weights of patterns (classes of neighbours read together)
and of cues from the rest of the document.
"""

from dataclasses import dataclass

import numpy as np

from analysis.tagger.tokens import Tokens
from analysis.tagger.words import CLASS, NONE, N

# What each channel reads: i identity, p prefix, s suffix, h shape, c class, g list, k cluster, v cluster of
# the word's vector.
CHANNELS = {
    "word": "ipshcgkv",
    "before": "ischgkv",
    "after": "ischgkv",
    "before2": "ickv",
    "after2": "ickv",
    "first": "icgkv",
    "last": "icsgkv",
    "left": "icgkv",
    "right": "icgkv",
    "long_first": "igv",
    "long_last": "icgv",
}
# The channels of the sentence; where they find no token they read "nothing". The others look at runs.
SENTENCE_CHANNELS = ["word", "before", "after", "before2", "after2"]
# How many numbers each pattern has. 0 is the token itself, a the one before, b the one after.
PATTERN_SIZES = {
    "a0": N**2, "0b": N**2, "a0b": N**3, "aa0": N**3, "0bb": N**3, "ab": N**2,
    "run": 20 * N**2, "long": 20 * N**2, "phrase": N**2,
}  # fmt: skip


@dataclass(frozen=True)
class Surroundings:
    """Where the tagger looks around each token.

    Attributes
    ----------
    channels : dict
        By channel, the place looked at for each token; -1 for none. In the order of `CHANNELS`.
    patterns : dict
        By pattern, its number for each token; -1 for none.
    runs : array of int
        The number of each token's run of capitalised words; -1 outside runs.
    """

    channels: dict[str, np.ndarray]
    patterns: dict[str, np.ndarray]
    runs: np.ndarray


def find_capitals(kinds: np.ndarray) -> np.ndarray:
    """Which tokens are capitalised, from their classes."""
    return (kinds >= CLASS["Title"]) & (kinds != NONE)


def find_surroundings(
    kinds: np.ndarray, joins: np.ndarray, sentence: np.ndarray, opens: np.ndarray
) -> Surroundings:
    """Channels and patterns of every token, but for the pattern `phrase`.

    Parameters
    ----------
    kinds : array of int
        The class of each token.
    joins, sentence, opens : arrays
        As in `Tokens`.
    """
    channels = find_neighbours(sentence)
    patterns = combine_classes(kinds, channels)
    runs = find_runs(kinds, joins, sentence, opens, wide=False)
    first, last = bound_runs(runs)
    patterns["run"] = number_runs(kinds, runs, first, last)
    channels |= {
        "first": first, "last": last,
        "left": np.where(runs < 0, -1, channels["before"][first]),
        "right": np.where(runs < 0, -1, channels["after"][last]),
    }  # fmt: skip
    long_runs = find_runs(kinds, joins, sentence, opens, wide=True)
    long_first, long_last = bound_runs(long_runs)
    patterns["long"] = number_runs(kinds, long_runs, long_first, long_last)
    channels |= {"long_first": long_first, "long_last": long_last}
    return Surroundings(channels, patterns, runs)


def find_neighbours(sentence: np.ndarray) -> dict[str, np.ndarray]:
    """The channels of the sentence: the token itself, one and two before, one and two after."""
    place = np.arange(len(sentence))
    is_last = np.ones(len(sentence), bool)
    is_last[:-1] = sentence[1:] != sentence[:-1]
    is_first = np.ones(len(sentence), bool)
    is_first[1:] = is_last[:-1]
    before, after = np.where(is_first, -1, place - 1), np.where(is_last, -1, place + 1)
    before2 = np.where(before < 0, -1, before[before])
    after2 = np.where(after < 0, -1, after[after])
    return {"word": place, "before": before, "after": after, "before2": before2, "after2": after2}


def combine_classes(kinds: np.ndarray, channels: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The patterns of neighbouring tokens: the classes of two or three tokens as one number."""
    padded = np.append(kinds, NONE)  # so that the place -1 has the class of nothing
    before, after = padded[channels["before"]], padded[channels["after"]]
    return {
        "a0": before * N + kinds,
        "0b": kinds * N + after,
        "a0b": (before * N + kinds) * N + after,
        "aa0": (padded[channels["before2"]] * N + before) * N + kinds,
        "0bb": (kinds * N + after) * N + padded[channels["after2"]],
        "ab": before * N + after,
    }


def find_runs(
    kinds: np.ndarray, joins: np.ndarray, sentence: np.ndarray, opens: np.ndarray, *, wide: bool
) -> np.ndarray:
    """The number of each token's run of capitalised words; -1 outside. A wide run continues over `of the`."""
    n = len(kinds)
    is_capital = find_capitals(kinds) & ~((kinds == CLASS["Function"]) & opens)
    continues = np.zeros(n, bool)  # in the sentence of the token before
    continues[1:] = sentence[1:] == sentence[:-1]
    after_initial = np.zeros(n, bool)
    after_initial[1:] = (joins[1:] == 3) & ((kinds[:-1] == CLASS["Initial"]) | (kinds[:-1] == CLASS["Title"]))
    is_joint = after_initial | (joins == 2) | (wide & (joins == 1))
    has_capital_before, has_capital_after = np.zeros(n, bool), np.zeros(n, bool)
    has_capital_before[1:] = is_capital[:-1] & continues[1:]
    has_capital_after[:-1] = is_capital[1:] & continues[1:]
    is_member = is_capital | (is_joint & has_capital_before & has_capital_after)
    if wide:
        is_first_of_two = find_double_joints(is_capital, joins, continues)
        is_member |= is_first_of_two
        is_member[1:] |= is_first_of_two[:-1]
    begins = is_member.copy()
    begins[1:] &= ~(is_member[:-1] & continues[1:])
    return np.where(is_member, np.cumsum(begins) - 1, -1)


def find_double_joints(is_capital: np.ndarray, joins: np.ndarray, continues: np.ndarray) -> np.ndarray:
    """The first of two small words that join capitalised words (*Bank of the West*)."""
    found = np.zeros(len(joins), bool)
    if len(joins) > 3:
        is_pair = (joins[1:-2] == 1) & (joins[2:-1] == 1) & is_capital[:-3] & is_capital[3:]
        found[1:-2] = is_pair & continues[1:-2] & continues[2:-1] & continues[3:]
    return found


def bound_runs(runs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last token of each token's run; -1 outside runs."""
    n_runs = int(runs.max(initial=-1)) + 1
    places = np.flatnonzero(runs >= 0)
    first, last = np.full(n_runs + 1, -1), np.full(n_runs + 1, -1)
    first[runs[places][::-1]] = places[::-1]
    last[runs[places]] = places
    return first[runs], last[runs]


def number_runs(kinds: np.ndarray, runs: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The pattern of each token's run: the token's place in it, its length, its first and last class."""
    place = np.arange(len(kinds))
    padded = np.append(kinds, NONE)
    part = np.where(runs < 0, 0, 1 + (place == first) + 2 * (place == last))
    part = part * 4 + np.minimum(last - first, 3)
    return np.where(runs < 0, -1, (part * N + padded[first]) * N + padded[last])


def find_phrases(tokens: Tokens, runs: np.ndarray, phrases: frozenset[str]) -> np.ndarray:
    """The pattern `phrase`: 0 where a place of two words (`nova kakhovka`) begins, 1 inside one, else -1."""
    found, forms, n_forms = np.full(len(tokens.code), -1), tokens.forms, len(tokens.forms)
    starts = np.flatnonzero((runs[:-1] >= 0) & (runs[:-1] == runs[1:]))
    pairs, which = np.unique(tokens.code[starts] * n_forms + tokens.code[starts + 1], return_inverse=True)
    is_phrase = np.array(
        [f"{forms[pair // n_forms]} {forms[pair % n_forms]}".lower() in phrases for pair in pairs.tolist()],
        bool,
    )
    starts = starts[is_phrase[which]]
    found[starts + 1] = 1
    found[starts] = np.where(found[starts] == 1, 1, 0)
    return found
