"""Chunks are what str.split() gives, wherever they stand and whatever is beside them."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.chunks import expand_ranges, split_chunks
from analysis.text.white_space import ASCII_SPACE, WIDE_SPACE

SPACES = [chr(code) for code in [*np.flatnonzero(ASCII_SPACE), *WIDE_SPACE]]
TEXTS = st.lists(
    st.one_of(
        st.none(),
        st.text(max_size=30),
        st.text(alphabet=[*SPACES, "a", "é", "ж", "…", "😀", "\u200b"], max_size=30),
    ),
    max_size=8,
)


def read_chunks(chunks):
    """The chunks of each text as lists of str."""
    words = chunks.spell(np.arange(len(chunks.code)))
    return [words[a:b] for a, b in zip(chunks.first[:-1], chunks.first[1:], strict=True)]


def test_white_space_is_what_python_takes_for_it():
    assert {ord(space) for space in SPACES} == {code for code in range(0x110000) if chr(code).isspace()}


@settings(deadline=None)
@given(TEXTS)
def test_chunks_are_what_split_gives(texts):
    assert read_chunks(split_chunks(texts)) == [(text or "").split() for text in texts]


@settings(deadline=None)
@given(TEXTS)
def test_places_give_the_exact_chunk(texts):
    chunks = split_chunks(texts)
    for at, (text, start, end) in enumerate(zip(chunks.text, chunks.start, chunks.end, strict=True)):
        assert chunks.texts[text][start:end] == chunks.spell(np.array([at]))[0]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_batches_equal_the_whole(some, others):
    whole = read_chunks(split_chunks([*some, *others]))
    assert whole == read_chunks(split_chunks(some)) + read_chunks(split_chunks(others))


@settings(deadline=None)
@given(TEXTS)
def test_every_distinct_chunk_is_known_once(texts):
    distinct = split_chunks(texts).distinct.tolist()
    assert len(distinct) == len(set(distinct))


def test_a_blank_line_is_noted_only_within_a_text():
    chunks = split_chunks(["\n\na\n \nb\nc", "d\r\n\r\ne", "", "\n\n\nf"])
    assert chunks.spell(np.flatnonzero(chunks.blank)) == ["b", "e"]


def test_a_lone_surrogate_does_not_shift_what_follows():
    chunks = split_chunks(["a \ud800 é b"])
    assert chunks.start.tolist() == [0, 2, 4, 6]


def test_a_column_joined_of_two_tables_is_read_like_any_other():
    joined = pd.concat([pd.Series(["We said"], dtype="str"), pd.Series(["no"], dtype="str")])
    assert read_chunks(split_chunks(joined)) == read_chunks(split_chunks(["We said", "no"]))


def test_no_texts_give_no_chunks():
    chunks = split_chunks([])
    assert (len(chunks.code), len(chunks.distinct), chunks.first.tolist()) == (0, 0, [0])


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 4))))
def test_ranges_stand_one_after_the_other(pairs):
    first = np.array([a for a, _ in pairs], dtype=int)
    count = np.array([n for _, n in pairs], dtype=int)
    assert expand_ranges(first, count).tolist() == [a + i for a, n in pairs for i in range(n)]
