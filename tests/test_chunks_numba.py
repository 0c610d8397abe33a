"""The compiled pass over the bytes gives what the plain one gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.chunks import scan_bytes

numba = pytest.importorskip("numba", reason="the extra numba is not installed")

SPACES = "\t\n\x0b\x1c \x85\xa0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000"
WORDS = st.text(alphabet="aBc.éжâ…😀\u200b\x00", max_size=20)
TEXTS = st.lists(st.one_of(WORDS, st.text(alphabet=SPACES, max_size=3)), max_size=40).map("".join)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), TEXTS))
def test_the_compiled_pass_gives_what_the_plain_one_gives(text):
    from analysis.text.chunks_numba import scan_bytes as compiled

    data = np.frombuffer(text.encode("utf-8", "replace"), dtype=np.uint8)
    *plain, distinct = scan_bytes(data)
    *fast, also_distinct = compiled(data)
    assert also_distinct == distinct
    for one, other in zip(fast, plain, strict=True):
        assert (one.tolist(), one.dtype) == (other.tolist(), other.dtype)


def test_many_distinct_chunks_are_numbered_alike():
    from analysis.text.chunks_numba import scan_bytes as compiled

    text = " ".join(f"{i * 2654435761 % 2**32:0{5 + i % 15}x}" for i in range(200_000)) + " a b a"
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    for one, other in zip(compiled(data), scan_bytes(data), strict=True):
        assert list(one) == list(other)
