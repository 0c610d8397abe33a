"""MinHash signatures of texts: two texts that share a band of their signatures may be copies.

Source: Broder 1997, On the resemblance and containment of documents.
"""

import re
import zlib

import numpy as np
import pandas as pd

WORD = re.compile(r"\w+(?:['’]\w+)?")
RUN_LENGTH = 3  # words
# 64 bands of two values: a pair becomes a candidate with the probability 1 - (1 - j²)^64. This is 93 % where
# a fifth of the runs is shared (a copy cut to a fifth of its length), and a quarter of a percent where only
# set phrases are.
N_BANDS, BAND_WIDTH = 64, 2
BAND_NAMES = [f"band_{number}" for number in range(N_BANDS)]
# Another seed would make the bands in every store useless.
SEED = 1


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
    from datasketch import MinHash  # loads scipy, which takes longer than pandas

    signatures = MinHash.generator(
        [hashes.tolist() for hashes in runs], num_perm=N_BANDS * BAND_WIDTH, seed=SEED, hashfunc=int
    )
    values = np.array([signature.hashvalues for signature in signatures], dtype=np.uint64)
    pairs = values.reshape(-1, N_BANDS, BAND_WIDTH)
    # A value has 32 bits, so the two values of a band fit into one number.
    return (pairs[:, :, 0] << np.uint64(32)) | pairs[:, :, 1]
