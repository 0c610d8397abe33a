"""Damaged copies of a file, read beside a good one: what is raised, and which records are lost."""

import random
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.articles import gather_articles, read_problems
from analysis.corpus.sources import Record, Source, list_sources, read_source
from benchmarks.fuzz_samples import Sample

MANY = 10**7  # more than the rows of a file
GOOD = "The council met in the hall."
LEFT = re.compile("left out|read up to|counted once")
AGAIN = ["same article twice", "the same article in two files"]  # the inputs of a batch are copies
PUT_IN = [
    b'"', b'""', b"'", b"\\", b'\\"', b"\n", b"\r\n", b"\r", b"\t", b",", b";", b"\0", b"\xff", b"\xfe\xff",
    b"\xef\xbb\xbf", b"{", b"}", b"[", b"]", b"[" * 3000, b'{"a":' * 3000, b"<", b"</p>", b"&#x1F;", b"]]>",
    b"\x1f\x8b\x08", b"PK\x03\x04", b"\\ud83d", b"\xed\xa0\x80", b"9" * 5000, b"1e999", b"NaN", b"null",
    b"a" * 100_000, b"," * 20_000, b"\xe2\x80\xae", b"date: ", b"---\n", b"&a [*a]", b"=cmd|' /C calc'!A0",
]  # fmt: skip


def mutate(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one to three faults."""
    for _ in range(rng.choice([1, 1, 2, 3])):
        place = rng.randrange(len(data) + 1)
        size = rng.choice([1, 2, 8, 100, 4000])
        kind = rng.choice(["put in", "put in", "flip", "take out", "double", "cut", "swap", "bytes"])
        if kind == "put in":
            data = data[:place] + rng.choice(PUT_IN) + data[place:]
        elif kind == "flip" and place < len(data):
            data = data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]
        elif kind == "take out":
            data = data[:place] + data[place + size :]
        elif kind == "double":
            data = data[: place + size] + data[place:]
        elif kind == "cut":
            data = data[:place]
        elif kind == "swap":
            other = rng.randrange(len(data) + 1)
            data = data[:place] + data[other : other + size] + data[place + size :]
        else:
            data = data[:place] + rng.randbytes(size) + data[place + size :]
    return data


def damage(sample: Sample, seed: int) -> tuple[bytes, bytes]:
    """The bytes of a damaged file, and those in which the words of its records may still stand."""
    rng = random.Random(seed)
    if sample.member and rng.random() < 0.5:
        return mutate(sample.pack(sample.data), rng), b""
    data = mutate(sample.data, rng)
    return sample.pack(data), data


class Road:
    """The way of some inputs from the readers to the articles of one corpus.

    What costs most is not reading, but making a table of articles from what was read. So each file of many
    articles is read alone, and the tables of all of them go on as one; a single input goes on as it is.
    """

    def __init__(self, folder: Path, *, joined: bool) -> None:
        sources, _ = list_sources(folder)
        self.n_waiting = sum(not source.format.single for source in sources) if joined else 0
        self.tables: list[pd.DataFrame] = []  # of what was read, with the name of each file
        self.n_rows = 0  # of what went on
        self.problems: list[dict] = []

    def read(self, source: Source, **arguments: Any) -> pd.DataFrame:
        """The table of a source; with the last file of many articles, that of all of them."""
        if self.n_waiting and not source.format.single:
            self.read_alone(source)
            self.n_waiting -= 1
            if self.n_waiting or not self.tables:
                return self.give(pd.DataFrame())
            numbered = [
                table.assign(row=place * MANY + table["row"])
                for place, table in enumerate(self.tables, start=1)
            ]
            rows = pd.concat(numbered, ignore_index=True).drop(columns="file")
            joined = replace(source.format, read=lambda _: (rows, []))
            return self.give(read_source(replace(source, format=joined), **arguments))
        table = read_source(source, **arguments)
        if "file" in table:
            self.tables.append(table)
        return self.give(table)

    def read_alone(self, source: Source) -> None:
        """Read a file of many articles; a reader may raise no other errors than the two."""
        try:
            table, problems = source.format.read(source.files[0])
        except (ValueError, OSError) as error:
            table, problems = pd.DataFrame(), [{"row": None, "what": str(error), "done": "left out"}]
        whole = any(problem["row"] is None and "left out" in problem["done"] for problem in problems)
        if table.empty and not whole:
            problems += [{"row": None, "what": "no row", "done": "left out"}]
        self.problems += [{"file": source.names[0], **problem} for problem in problems]
        if len(table):
            self.tables.append(table.rename(columns={"file": "file_given"}).assign(file=source.names[0]))

    def name_files(self, problems: pd.DataFrame) -> pd.DataFrame:
        """The problems, those of rows that went on together under the names of their own files."""
        files = [
            file if pd.isna(row) or row < MANY else self.tables[row // MANY - 1]["file"].iat[0]
            for file, row in zip(problems["file"], problems["row"], strict=True)
        ]
        return problems.assign(file=files)

    def give(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table, counted, and with a record."""
        self.n_rows += len(table)
        table.attrs = table.attrs or Record().to_attrs()
        return table


def read_batch(sample: Sample, seeds: list[int]) -> list[tuple[str, str]]:
    """Read some inputs beside a good file: what came of each, `sound` or `loss`, and more about it.

    Whatever is raised is a finding of the whole batch.
    """
    with tempfile.TemporaryDirectory() as name:
        folder, plain = Path(name), {}
        (folder / "good.txt").write_text(f"date: 2022-11-17\noutlet: Good\n\n{GOOD}\n")
        for number, seed in enumerate(seeds):
            data, plain[f"{number:02}-{sample.name}"] = damage(sample, seed)
            (folder / f"{number:02}-{sample.name}").write_bytes(data)
        road = Road(folder, joined=len(seeds) > 1)
        articles = gather_articles(folder, road.read)
    problems = road.name_files(read_problems(articles))
    problems = pd.concat([problems, pd.DataFrame(road.problems)], ignore_index=True)
    if GOOD not in set(articles.loc[articles["file"] == "good.txt", "text"]):
        raise AssertionError("the good file is not among the articles")
    again = problems["what"].isin(AGAIN)
    dropped = again | ((problems["what"] == "no text") & (problems["done"] == "left out"))
    n_read = sum(map(len, road.tables))
    if not n_read == road.n_rows == len(articles) + dropped.sum():
        raise AssertionError("rows that were read are neither articles nor left out")
    cells = collect_cells(road.tables)
    problems = problems[~again]
    owners = pd.Series([file.partition("/")[0] for file in problems["file"]], index=problems.index)
    filled = {file for table in road.tables for file in table["file"]}
    # A file of which nothing was read is said as a whole.
    problems = problems.assign(whole=problems["row"].isna() & ~problems["file"].isin(filled))
    return [
        find_loss(sample, data, cells.get(file, ""), problems[owners == file]) for file, data in plain.items()
    ]


def collect_cells(tables: list[pd.DataFrame]) -> dict[str, str]:
    """All cells of the rows of each file, with single spaces."""
    cells: dict[str, list[str]] = {}
    for table in tables:
        if "file" in table:
            columns = [name for name in table.columns if name != "file" and not str(name).startswith("~")]
            rows = table[columns].astype(object).to_numpy()
            for file, row in zip(table["file"].str.partition("/")[0], rows, strict=True):
                cells.setdefault(file, []).extend(cell for cell in row if isinstance(cell, str))
    return {file: " ".join(" ".join(texts).split()) for file, texts in cells.items()}


def stands_in(probe: str, cells: str) -> bool:
    """Whether words are in a cell: all, or all but one, which a fault may have changed or cut in two."""
    words = [re.escape(word) for word in probe.split()]
    changed = (
        " ".join([*words[:place], r"\S+(?: \S+)?", *words[place + 1 :]]) for place in range(1, len(words) - 1)
    )
    return any(part in cells for part in (probe, probe.partition(" ")[2], probe.rpartition(" ")[0])) or any(
        re.search(pattern, cells) for pattern in changed
    )


def find_loss(sample: Sample, data: bytes, cells: str, problems: pd.DataFrame) -> tuple[str, str]:
    """Whether words of records that are in the bytes are in no cell, and no problem leaves so many out."""
    missing = [probe for probe in sample.probes if probe in data and not stands_in(probe.decode(), cells)]
    if not missing:
        return "sound", ""
    # A fault may join two records in one line, object, letter or printed document: it is one row then.
    edges = {
        "JSON": rb"\}\s*,?\s*\{", "JSON of news APIs": rb"\}\s*,?\s*\{", "mail box": rb"\nFrom ",
        "Wikinews, API": rb"\}\s*,?\s*\"\d+\"\s*:\s*\{", "Factiva, RTF": rb"\nDocument \w{10}",
    }  # fmt: skip
    edge = re.compile(edges.get(sample.kind, rb"\n"))
    lines = {len(edge.findall(data, 0, data.index(probe))) for probe in missing}
    left = problems[problems["done"].str.contains(LEFT)]
    broken = left["row"].isna() & left["done"].str.contains("read up to")
    if len(left) >= len(lines) or broken.any() or left["whole"].any():
        return "sound", ""
    return "loss", f"{len(missing)} records, {len(left)} said to be left out; {missing[0].decode()!r}"
