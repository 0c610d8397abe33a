"""MinHash signatures of texts: two texts that share a band of their signatures may be copies.

Source: Broder 1997, On the resemblance and containment of documents.
"""

import re
import zlib
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import pandas as pd

WORD = re.compile(r"\w+(?:['’]\w+)?")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
RUN_LENGTH = 3  # words
# 64 bands of two values: a pair becomes a candidate with the probability 1 - (1 - j²)^64. This is 93 % where
# a fifth of the runs is shared (a copy cut to a fifth of its length), and a quarter of a percent where only
# set phrases are.
N_BANDS, BAND_WIDTH = 64, 2
BAND_NAMES = [f"band_{number}" for number in range(N_BANDS)]
# Another seed would make the bands in every store useless.
SEED = 1


class Print(NamedTuple):
    """What a text is compared by.

    Parameters
    ----------
    runs : array of uint32
        Its distinct runs of three words, hashed and sorted.
    template : array of uint32
        The same with every digit replaced by 0.
    numbers : frozenset of str
        The distinct numbers in it.
    """

    runs: np.ndarray
    template: np.ndarray
    numbers: frozenset[str]


def print_text(text: str) -> Print:
    """What a text is compared by.

    >>> first, second = print_text("Day 200: 4 tanks."), print_text("Day 201: 7 tanks.")
    >>> bool((first.runs == second.runs).all()), bool((first.template == second.template).all())
    (False, True)
    """
    runs, numbers = hash_runs(text), frozenset(NUMBER.findall(text))
    return Print(runs, hash_runs(DIGITS.sub("0", text)) if numbers else runs, numbers)


def hash_runs(text: str) -> np.ndarray:
    """The distinct runs of three words of a text, hashed and sorted. A shorter text is one run.

    >>> len(hash_runs("The mayor said that the bridge is closed.")), len(hash_runs("Yes."))
    (6, 1)
    """
    words = WORD.findall(text.lower())
    n_runs = max(1, len(words) - RUN_LENGTH + 1)
    runs = [" ".join(words[start : start + RUN_LENGTH]) for start in range(n_runs)]
    return np.unique(np.array([zlib.crc32(run.encode()) for run in runs], dtype=np.uint32))


def sign_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """One row per article: `article_id`, `equal` and the 64 bands of the signature of its `text`.

    Texts with the same runs have the same number in `equal`.
    """
    runs = [hash_runs(text) for text in articles["text"]]
    bands = pd.DataFrame(sign_runs(runs), columns=BAND_NAMES)
    article_ids = articles[["article_id"]].reset_index(drop=True)
    return pd.concat([article_ids.assign(equal=number_equals(runs)), bands], axis=1)


def number_equals(runs: list[np.ndarray]) -> np.ndarray:
    """One number per text (uint64), the same for texts with the same runs.

    >>> numbers = number_equals([hash_runs("Grain fell."), hash_runs("grain fell"), hash_runs("Grain rose")])
    >>> bool(numbers[0] == numbers[1]), bool(numbers[0] == numbers[2])
    (True, False)
    """
    digests = [blake2b(hashes.tobytes(), digest_size=8).digest() for hashes in runs]
    return np.frombuffer(b"".join(digests), dtype=np.uint64)


def sign_runs(runs: list[np.ndarray]) -> np.ndarray:
    """The bands of texts from their hashed runs: one row per text, one column per band (uint64)."""
    from datasketch import MinHash  # loads scipy, which takes longer than pandas

    signatures = MinHash.generator(
        [hashes.tolist() for hashes in runs], num_perm=N_BANDS * BAND_WIDTH, seed=SEED, hashfunc=int
    )
    values = np.array([signature.hashvalues for signature in signatures], dtype=np.uint64)
    pairs = values.reshape(-1, N_BANDS, BAND_WIDTH)
    # A value has 32 bits, so the two values of a band fit into one number.
    return (pairs[:, :, 0] << np.uint64(32)) | pairs[:, :, 1]
