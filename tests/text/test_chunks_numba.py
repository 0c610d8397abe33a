"""The compiled pass over the bytes gives what the plain one gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.vocabulary import Vocabulary
from analysis.text.white_space import scan_bytes

numba = pytest.importorskip("numba", reason="the extra numba is not installed")

SPACES = "\t\n\x0b\x1c \x85\xa0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000"
WORDS = st.text(alphabet="aBc.éжâ…😀\u200b\x00", max_size=20)
TEXTS = st.lists(st.one_of(WORDS, st.text(alphabet=SPACES, max_size=3)), max_size=40).map("".join)


def scan_both(text):
    """What both give, each with a vocabulary of its own: with an empty one, then with one that knows all."""
    from analysis.text.chunks_numba import scan_bytes as compiled

    data = np.frombuffer(text.encode("utf-8", "replace"), dtype=np.uint8)
    known, also_known = Vocabulary(), Vocabulary()
    for _ in range(2):
        yield scan_bytes(data, known), compiled(data, also_known)
    assert known.texts == also_known.texts


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), TEXTS))
def test_the_compiled_pass_gives_what_the_plain_one_gives(text):
    for plain, fast in scan_both(text):
        for one, other in zip(fast, plain, strict=True):
            assert (one.tolist(), one.dtype) == (other.tolist(), other.dtype)


def test_many_distinct_chunks_are_numbered_alike():
    text = " ".join(f"{i * 2654435761 % 2**32:0{5 + i % 15}x}" for i in range(200_000)) + " a b a"
    for plain, fast in scan_both(text):
        assert all(np.array_equal(one, other) for one, other in zip(fast, plain, strict=True))
