"""A hash table gives what a dict gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.hash_table import HashTable

# Few bits, at both ends, so that keys want the same slots.
PARTS = st.sampled_from([0, 1, 2, 3, 2**63, 2**63 + 1, 2**64 - 1, 2**40])


@pytest.mark.parametrize("width", [1, 2])
@given(st.data())
def test_a_table_gives_what_a_dict_gives(width, data):
    table, expected = HashTable(width), {}
    keys = st.lists(st.tuples(*[PARTS] * width), max_size=20)
    for new in data.draw(st.lists(keys, max_size=4)):
        fresh = [key for key in dict.fromkeys(new) if key not in expected]
        numbers = np.array([data.draw(st.integers(0, 3)) for _ in fresh], dtype=np.int64)
        table.add(list(np.array(fresh, dtype=np.uint64).reshape(-1, width).T), numbers)
        expected |= dict(zip(fresh, numbers.tolist(), strict=True))
    wanted = data.draw(keys)
    found = table.find(list(np.array(wanted, dtype=np.uint64).reshape(-1, width).T))
    assert found.tolist() == [expected.get(key, -1) for key in wanted]


@pytest.mark.parametrize("width", [1, 2])
def test_a_table_that_grows_keeps_its_keys(width):
    key, numbers = np.arange(1, 50_001, dtype=np.uint64), np.arange(50_000)
    table = HashTable(width)
    for part in np.array_split(numbers, 8):
        table.add([key[part]] * width, part)
    assert table.find([key] * width).tolist() == numbers.tolist()
    assert table.find([key + np.uint64(len(key))] * width).max() == -1
