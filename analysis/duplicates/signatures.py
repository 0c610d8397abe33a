"""MinHash signatures of texts: two texts that share a band of their signatures may be copies.

Source: Broder 1997, On the resemblance and containment of documents.
"""

import re
import zlib
from functools import lru_cache

import numpy as np
import pandas as pd

WORD = re.compile(r"\w+(?:['’]\w+)?")
RUN_LENGTH = 3  # words
# 64 bands of two values: a pair becomes a candidate with the probability 1 - (1 - j²)^64. This is 93 % where
# a fifth of the runs is shared (a copy cut to a fifth of its length), and a quarter of a percent where only
# set phrases are.
N_BANDS, BAND_WIDTH = 64, 2
BAND_NAMES = [f"band_{number}" for number in range(N_BANDS)]
SEED = 1
# Runs permuted at once: a very long text takes no more memory than this.
BLOCK = 2**13


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
    """One row per article: `article_id` and the 64 bands of the signature of its `text`."""
    bands = sign_runs([hash_runs(text) for text in articles["text"]])
    article_ids = articles[["article_id"]].reset_index(drop=True)
    return pd.concat([article_ids, pd.DataFrame(bands, columns=BAND_NAMES)], axis=1)


def sign_runs(runs: list[np.ndarray]) -> np.ndarray:
    """The bands of texts from their hashed runs: one row per text, one column per band (uint64)."""
    values = np.empty((len(runs), N_BANDS * BAND_WIDTH), dtype=np.uint32)
    for row, hashes in enumerate(runs):
        values[row] = find_minima(hashes)
    pairs = values.astype(np.uint64).reshape(-1, N_BANDS, BAND_WIDTH)
    # A value has 32 bits, so the two values of a band fit into one number.
    return (pairs[:, :, 0] << np.uint64(32)) | pairs[:, :, 1]


def find_minima(hashes: np.ndarray) -> np.ndarray:
    """The MinHash values of a text: the smallest of its hashes under each permutation.

    The permutations and the seed are those of datasketch 2.0 (`MinHash(num_perm=128, seed=1)`). They stand
    here in numpy because `import datasketch` loads scipy.integrate.
    """
    multipliers, offsets = draw_permutations()
    minima = np.full(len(multipliers), np.iinfo(np.uint32).max, dtype=np.uint32)
    mixed = mix_bits(hashes)
    for start in range(0, len(mixed), BLOCK):
        permuted = multipliers[:, None] * mixed[start : start + BLOCK] + offsets[:, None]
        np.minimum(minima, permuted.min(axis=1), out=minima)
    return minima


@lru_cache(maxsize=1)
def draw_permutations() -> tuple[np.ndarray, np.ndarray]:
    """Multipliers and offsets of the permutations h -> a * h + b (modulo 2^32); an odd a makes it one."""
    # The bands in a store stay valid only with the same generator.
    generator = np.random.RandomState(SEED)
    n_permutations = N_BANDS * BAND_WIDTH
    multipliers = generator.randint(0, 2**31, n_permutations, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return multipliers, generator.randint(0, 2**32, n_permutations, dtype=np.uint32)


def mix_bits(hashes: np.ndarray) -> np.ndarray:
    """32-bit hashes with their bits mixed (the finalizer of MurmurHash3, Appleby 2011, public domain)."""
    mixed = hashes ^ (hashes >> np.uint32(16))
    mixed = mixed * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed = mixed * np.uint32(0xC2B2AE35)
    return mixed ^ (mixed >> np.uint32(16))
