"""Seals: whatever happens to the bytes or the name of a file of a store is found when it is read."""

import random

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis.store.disk.folder import is_sound, read_schema, read_table, write_table
from benchmarks.damage import count_outcomes


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "tone" / "0123456789.parquet"
    write_table(file, pd.DataFrame({"article_id": ["a", "b"], "n_words": [3, 4]}))
    return file


def test_a_sealed_file_is_ordinary_parquet(file):
    assert pq.read_table(file).to_pandas().equals(read_table(file))


def test_every_flipped_bit_is_found(file):
    data = file.read_bytes()
    for place in range(len(data)):
        damaged = bytearray(data)
        damaged[place] ^= 1 << random.Random(place).randrange(8)
        file.write_bytes(damaged)
        assert not is_sound(file), place
    file.write_bytes(data)
    assert is_sound(file)


@pytest.mark.parametrize("read", [read_table, read_schema])
def test_a_file_under_another_files_name_is_refused(file, read):
    other = file.with_name("9876543210.parquet")
    other.write_bytes(file.read_bytes())
    with pytest.raises(OSError, match=r"9876543210.*checksum does not match.*Delete it and measure again"):
        read(other)


def test_a_store_may_be_moved(tmp_path):
    for name in ["files.parquet", "sources/0123456789.parquet"]:
        write_table(tmp_path / "store" / name, pd.DataFrame({"n_words": [3]}))
    (tmp_path / "store").rename(tmp_path / "moved")
    for name in ["files.parquet", "sources/0123456789.parquet"]:
        assert is_sound(tmp_path / "moved" / name)


def test_a_damaged_store_gives_the_same_tables_or_is_refused(tmp_path):
    outcomes = count_outcomes(tmp_path, stores=12, seed=7)
    assert set(outcomes) == {"same", "refused"}
