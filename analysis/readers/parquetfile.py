"""Parquet files."""

from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api.types import is_object_dtype

from analysis.readers.columns import number_rows, unique_names
from analysis.readers.jsonfile import name_member
from analysis.readers.parsing.limits import check_limit

NESTED = (dict, list, np.ndarray)


def read_parquet(path: Path) -> tuple[pd.DataFrame, list[dict]]:
    """One row per row of a Parquet file, with the number of the row, from 1, in `row`; no problems.

    As in JSON, a value of an inner object has a column such as `author.name`, and a list is one text. Raises
    ValueError for a file that is not Parquet.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        arrow = pq.ParquetFile(path).read()
        check_limit("columns", arrow.num_columns, path.name)
        while any(pa.types.is_struct(field.type) for field in arrow.schema):
            arrow = arrow.flatten()
        if len(set(arrow.column_names)) < arrow.num_columns:
            arrow = arrow.rename_columns(unique_names(arrow.column_names))
        table = arrow.to_pandas()
    except pa.ArrowException as error:
        raise ValueError(f"{path.name} is not a Parquet file: {error}".split("\n")[0]) from None
    for name in [name for name, kind in table.dtypes.items() if is_object_dtype(kind)]:
        table[name] = [name_member(value) if isinstance(value, NESTED) else value for value in table[name]]
    return number_rows(table.reset_index(drop=True), range(1, len(table) + 1)), []
