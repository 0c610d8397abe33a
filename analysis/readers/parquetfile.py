"""Parquet files."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pandas.api.types import is_object_dtype

from analysis.readers.jsonfile import plain_value


def read_parquet(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """The rows of a Parquet file; `row` counts from 1. Raises ValueError for a file that is not Parquet."""
    try:
        table = pq.ParquetFile(path).read().to_pandas()
    except (pa.ArrowInvalid, pa.ArrowException) as error:
        raise ValueError(f"{path.name} is not a Parquet file: {error}".split("\n")[0]) from None
    for column in [name for name, kind in table.dtypes.items() if is_object_dtype(kind)]:
        table[column] = [plain_value(value) for value in table[column]]
    return table.assign(row=range(1, len(table) + 1)).reset_index(drop=True), []
