"""Where two versions of a text differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cleaning import changes
from analysis.cleaning.changes import find_changes

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=30)


@given(WORDS, WORDS)
def test_the_changes_make_the_new_text_of_the_old_one(old, new):
    made, place = [], 0
    for change in find_changes(old, new):
        made += old[place : change.old_start] + new[change.new_start : change.new_end]
        place = change.old_end
    assert made + old[place:] == new


@given(WORDS)
def test_a_text_does_not_differ_from_itself(words):
    assert list(find_changes(words, words)) == []


@pytest.mark.parametrize(
    ("old", "new", "n_changes"),
    [
        ("a b c d", "a d", 1),
        ("a b c d", "a x c d", 1),
        ("theR b c inK d", "the R b c in K d", 2),
        ("a", "", 1),
    ],
)
def test_each_place_is_one_change(old, new, n_changes):
    assert len(list(find_changes(old.split(), new.split()))) == n_changes


def test_the_number_of_looks_grows_with_the_text(monkeypatch):
    looks = []
    find_next = changes.find_next
    monkeypatch.setattr(changes, "find_next", lambda *given: looks.append(1) or find_next(*given))
    counts = []
    for size in (500, 2000):
        looks.clear()
        list(find_changes(["a", "b", "c", "d"] * size, ["a", "x", "y", "z", "c", "d"] * size))
        counts.append(len(looks))
    assert 0 < counts[1] <= 4.5 * counts[0]
