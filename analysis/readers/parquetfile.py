"""Parquet files."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_object_dtype

from analysis.readers.columns import number_rows, unique_names
from analysis.readers.delimited import is_counter
from analysis.readers.encoding import decode_text
from analysis.readers.limits import check_limit, check_unpacked
from analysis.readers.parsing.flattening import mark_lost, name_member
from analysis.readers.problems import note

NESTED = (dict, list, tuple, np.ndarray)
# How pandas names the column of an index that has no name.
INDEX = "__index_level_"


def read_parquet(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per row of a Parquet file, with the number of the row, from 1, in `row`; and the problems.

    As in JSON, a value of an inner object has a column such as `author.name`, and a list is one text. Of a
    damaged file the groups of rows that are whole are read. Raises ValueError for a file that is not Parquet.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
        n_rows, n_columns = file.metadata.num_rows, file.metadata.num_columns
        check_limit("columns", n_columns, path.name)
        check_limit("cells", n_rows * n_columns, path.name)
        size = sum(
            file.metadata.row_group(group).total_byte_size for group in range(file.metadata.num_row_groups)
        )
        check_unpacked(size, path.name)
        tables, numbers, problems = read_groups(file, path.name)
        table = pd.concat(tables, ignore_index=True) if len(tables) > 1 else tables[0]
    except (pa.ArrowException, UnicodeDecodeError, OverflowError, MemoryError) as error:
        raise ValueError(f"{path.name} is not a Parquet file: {error}".split("\n")[0]) from None
    unnamed = [name for name in table if str(name).startswith(INDEX)]
    counted = [name for name in unnamed if is_counter(table[name].astype("str").tolist())]
    return number_rows(table.drop(columns=counted), numbers), problems


def read_groups(file: Any, name: str) -> tuple[list[pd.DataFrame], np.ndarray, list[dict]]:
    """The tables of a file, the number of each row, and a problem for each group of rows that is damaged."""
    import pyarrow as pa

    try:
        table = read_cells(file.read())
        return [table], np.arange(1, len(table) + 1), []
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        if file.metadata.num_row_groups < 2:
            raise
    tables, numbers, problems = [], [], []
    first = 1
    for group in range(file.metadata.num_row_groups):
        n_rows = file.metadata.row_group(group).num_rows
        try:
            tables.append(read_cells(file.read_row_group(group)))
            numbers.append(np.arange(first, first + n_rows))
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            done = f"rows {first:,} to {first + n_rows - 1:,} left out"
            what = f"damaged: {error}".split("\n")[0]
            problems += [note(row, what, done) for row in range(first, first + n_rows)]
        first += n_rows
    if not tables:
        raise ValueError(f"{name} is damaged: none of its groups of rows can be read")
    return tables, np.concatenate(numbers), problems


def read_cells(arrow: Any) -> pd.DataFrame:
    """The cells of an Arrow table: inner objects as columns, lists as texts, bytes as the text they are."""
    import pyarrow as pa

    while any(pa.types.is_struct(field.type) for field in arrow.schema):
        arrow = arrow.flatten()
        check_limit("columns", arrow.num_columns, "the file")
    names = [mark_lost(name) for name in arrow.column_names]
    arrow = arrow.rename_columns(unique_names(names))
    table = arrow.to_pandas(ignore_metadata=True)
    return table.assign(**{
        name: [read_cell(value) for value in table[name]]
        for name, kind in table.dtypes.items()
        if is_object_dtype(kind)
    })  # fmt: skip


def read_cell(value: object) -> object:
    """A cell as a text where it is a list, an object or bytes; else as it is."""
    if isinstance(value, bytes):
        try:
            return decode_text(value)[0].replace("\0", "")
        except ValueError:
            return value.hex()
    return name_member(value) if isinstance(value, NESTED) else value
