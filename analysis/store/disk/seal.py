"""Sealed Parquet files: a checksum over all bytes of a file and over its name.

A bit that flips, and a file that stands under another file's name, are found when the file is read. A sealed
file is ordinary Parquet: the seal is one entry of its metadata.
"""

import zlib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

SEAL = b"crc32-of-store:"
# Files that lie in the folder of the store itself: it may be moved, so its name is not sealed with them.
TOP = {"files.parquet"}
BLANK = b"--------"  # stands in the place of the checksum while it is computed


def seal_table(table: pa.Table, file: Path, **options: Any) -> memoryview:
    """The bytes of a table as a sealed Parquet file with this name.

    Parameters
    ----------
    table : pyarrow.Table
    file : path
        Where the bytes will lie; its last two parts are sealed with them.
    options
        For `pyarrow.parquet.write_table`.
    """
    metadata = {**(table.schema.metadata or {}), b"seal": SEAL + BLANK}
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(metadata), sink, **options)
    data = bytearray(sink.getvalue())
    place = data.rindex(SEAL) + len(SEAL)
    data[place : place + len(BLANK)] = sum_up(data, file)
    return memoryview(data)


def read_sealed(file: Path) -> pa.BufferReader:
    """The bytes of a sealed file. Raises OSError where they, or the name, are not those that were written."""
    data = file.read_bytes()
    place = data.rfind(SEAL) + len(SEAL)
    seal = data[place : place + len(BLANK)]
    blank = memoryview(data)[:place], BLANK, memoryview(data)[place + len(BLANK) :]
    if place < len(SEAL) or sum_up(blank, file) != seal:
        raise OSError("its checksum does not match")
    return pa.BufferReader(data)


def sum_up(parts: bytearray | tuple[memoryview | bytes, ...], file: Path) -> bytes:
    """The checksum of the parts of a file and its name, as eight digits."""
    name = file.name if file.name in TOP else "/".join(file.parts[-2:])
    checksum = zlib.crc32(name.encode())
    for part in parts if isinstance(parts, tuple) else (parts,):
        checksum = zlib.crc32(part, checksum)
    return b"%08x" % checksum
