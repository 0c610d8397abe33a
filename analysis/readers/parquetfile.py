"""Parquet files."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pandas.api.types import is_object_dtype

from analysis.readers.jsonfile import name_member

NESTED = (dict, list, np.ndarray)


def read_parquet(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """The rows of a Parquet file; `row` counts from 1. Raises ValueError for a file that is not Parquet.

    As in JSON, what an object holds becomes columns such as `author.name`, and a list is one text.
    """
    try:
        table = pq.ParquetFile(path).read()
    except (pa.ArrowInvalid, pa.ArrowException) as error:
        raise ValueError(f"{path.name} is not a Parquet file: {error}".split("\n")[0]) from None
    while any(pa.types.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    table = table.to_pandas()
    for name in [name for name, kind in table.dtypes.items() if is_object_dtype(kind)]:
        table[name] = [name_member(value) if isinstance(value, NESTED) else value for value in table[name]]
    return table.assign(row=range(1, len(table) + 1)).reset_index(drop=True), []
