"""`python -m benchmarks fuzz`: damaged copies of whole files, read beside a good one.

    python -m benchmarks fuzz --inputs 20000 --seed 1
    python -m benchmarks fuzz --inputs 200 --only delimited

Each reader of `FORMATS` gets files that people have (those in the folder of shared data, if it is there, and
some that are made here), each with a seeded fault: bytes flipped, cut off, taken out, doubled, put in. A
process reads the input; one that takes longer than 10 seconds is a hang, one that raises or dies a crash. A
record whose own words are still in the bytes, and which is neither in an article nor among the rows that the
problems say are left out, is a loss. Findings are printed with the seed that makes them again.
"""

import argparse
import gzip
import json
import os
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared/data"
SECONDS = 10  # that one input may take
LARGEST = 150_000  # bytes of a file that is mutated; of a larger one its first records
PROBE = re.compile(rb"[A-Za-z]{3,}(?: [a-z]{2,}){3,5}")
PUT_IN = [
    b'"', b'""', b"'", b"\\", b'\\"', b"\n", b"\r\n", b"\r", b"\t", b",", b";", b"\0", b"\xff", b"\xfe\xff",
    b"\xef\xbb\xbf", b"{", b"}", b"[", b"]", b"[" * 3000, b'{"a":' * 3000, b"<", b"</p>", b"&#x1F;", b"]]>",
    b"\x1f\x8b\x08", b"PK\x03\x04", b"\\ud83d", b"\xed\xa0\x80", b"9" * 5000, b"1e999", b"NaN", b"null",
    b"a" * 100_000, b"," * 20_000, b"\xe2\x80\xae", b"date: ", b"---\n", b"&a [*a]", b"=cmd|' /C calc'!A0",
]  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """A file that a reader reads: its ending, its bytes, and words of each of its records."""

    reader: str
    name: str
    data: bytes
    probes: tuple[bytes, ...]


def list_samples() -> list[Sample]:
    """The files that are mutated: real ones, and for each reader some that are made."""
    found = [*make_files(), *find_files()]
    samples = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in found:
            file = Path(folder, name)
            file.write_bytes(data)
            samples += [sample for sample in [describe_file(file, data)] if sample]
    return samples


def describe_file(file: Path, data: bytes) -> Sample | None:
    """A file with the words by which its records are known again; None where it is not read."""
    from analysis.corpus.articles import read_corpus
    from analysis.readers.formats import find_format

    entry = find_format(file)
    try:
        articles = read_corpus(file) if entry else None
    except (ValueError, OSError):
        articles = None
    if entry is None or articles is None:
        return None
    plain = b"" if is_packed(data) else data
    probes = [find_probe(text, plain) for text in articles["text"]]
    return Sample(entry.name, file.name, data, tuple(probe for probe in probes if probe))


def is_packed(data: bytes) -> bool:
    """Whether the records of a file do not stand in its bytes as they are."""
    return b"\0" in data or data.startswith((b"\x1f\x8b", b"PK", b"%PDF", b"PAR1"))


def find_probe(text: str, data: bytes) -> bytes:
    """Some words of a text that stand once in the bytes of its file; empty where there are none."""
    for found in PROBE.finditer(text.encode()):
        if data.count(found[0]) == 1:
            return found[0]
    return b""


def make_files() -> Iterator[tuple[str, bytes]]:
    """Files of the formats that every version reads, of sixty articles each."""
    rng = random.Random(14)
    words = [
        "the", "council", "met", "town", "hall", "bridge", "river", "army", "mayor", "road", "winter",
        "crews", "power", "water", "night", "station", "people", "border", "market", "school",
        "village", "report",
        "minister", "train", "fire", "shelter", "convoy", "harvest", "ship", "port", "grain", "talks",
    ]  # fmt: skip
    rows = [
        {
            "id": f"n{number}", "title": " ".join(rng.choices(words, k=5)).capitalize(),
            "outlet": rng.choice(["Courier", "Herald, North", "The Times"]),
            "date": f"2022-11-{number % 28 + 1:02}",
            "text": "\n\n".join(" ".join(rng.choices(words, k=25)).capitalize() + "." for _ in range(3)),
        }
        for number in range(60)
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    lines = "\n".join(json.dumps(row) for row in rows).encode()
    yield "made.csv", table.to_csv(index=False).encode()
    yield "made-quoted.csv", table.to_csv(index=False, quoting=1, lineterminator="\r\n").encode()
    yield "made.tsv", table.to_csv(index=False, sep="\t", quoting=1).encode()
    yield "made-wide.csv", table.to_csv(index=False, sep=";").encode("utf-16")
    yield "made.jsonl", lines
    yield "made.jsonl.gz", gzip.compress(lines)
    yield "made.json", json.dumps({"status": "ok", "articles": rows}, indent=1).encode()
    yield "made.parquet", table.to_parquet(row_group_size=20)
    for row in rows[:4]:
        head = f"title: {row['title']}\ndate: {row['date']}\noutlet: {row['outlet']}\n\n"
        yield f"made-{row['id']}.txt", (head + row["text"]).encode()
    yield "made.md", f"---\ntitle: {rows[5]['title']}\n---\n\n{rows[5]['text']}".encode()


def find_files() -> Iterator[tuple[str, bytes]]:
    """The files of the folder of shared data, the large ones up to a record of their own."""
    if not SHARED.is_dir():
        return
    files = [SHARED / "fakes/FA-KES.csv", SHARED / "officials/messages_en.jsonl"]
    files += sorted((SHARED / "wikinews").glob("*.csv")) + sorted((SHARED / "exports").rglob("*.*"))
    for number, file in enumerate(files):
        if file.is_file() and file.stat().st_size:
            yield f"{number:02}-{file.name}", shorten(file.read_bytes())


def shorten(data: bytes) -> bytes:
    """The bytes of a large text up to the end of a line; of a packed file all."""
    if len(data) <= LARGEST or is_packed(data):
        return data
    return data[: data.rfind(b"\n", 0, LARGEST) + 1] or data[:LARGEST]


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


def read_input(folder: Path, name: str) -> tuple[int, str, int, bool]:
    """Read a corpus of a good file and an input: the articles, their cells, what was left out."""
    from analysis.corpus.articles import read_corpus, read_problems

    articles = read_corpus(folder)
    if "good.txt" not in set(articles["file"]):
        raise AssertionError("the good file is not among the articles")
    problems = read_problems(articles)
    of_input = problems[problems["file"].str.startswith(name)]
    left = of_input["done"].str.contains("left out|counted once|kept in column|read up to")
    whole = bool((left & of_input["row"].isna()).any())
    mine = articles[articles["file"] != "good.txt"].drop(columns="date")
    cells = "\n".join(str(cell) for cell in mine.to_numpy().ravel())
    return len(mine), " ".join(cells.split()), int(left.sum()), whole


def work(pipe: Connection) -> None:
    """A process that reads inputs as they come."""
    import resource

    # Libraries write warnings about damaged files.
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    resource.setrlimit(resource.RLIMIT_AS, (6 * 2**30, 6 * 2**30))
    while True:
        folder, name = pipe.recv()
        try:
            pipe.send(("read", read_input(folder, name)))
        except BaseException as error:  # whatever it is, it is a finding
            pipe.send(("crash", f"{type(error).__name__}: {str(error)[:200]}"))


class Reader:
    """A process that reads, started anew when it hangs or dies."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.pipe, other = get_context("spawn").Pipe()
        self.process = get_context("spawn").Process(target=work, args=(other,), daemon=True)
        self.process.start()
        other.close()

    def read(self, folder: Path, name: str) -> tuple[str, object]:
        """What came of an input: `read`, `crash` or `hang`, and more about it."""
        self.pipe.send((folder, name))
        try:
            if self.pipe.poll(SECONDS if self.warm else 60):
                self.warm = True
                return self.pipe.recv()
            outcome = ("hang", f"more than {SECONDS} seconds")
        except (EOFError, OSError):
            outcome = ("crash", "the process died")
        self.process.kill()
        self.process.join()
        self.warm = False
        self.start()
        return outcome

    warm = False


def try_input(reader: Reader, sample: Sample, seed: int) -> tuple[str, str]:
    """What came of one mutation of a file: `sound`, `crash`, `hang` or `loss`, and more about it."""
    data = mutate(sample.data, random.Random(seed))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "good.txt").write_text("date: 2022-11-17\noutlet: Good\n\nThe council met in the hall.\n")
        (folder / sample.name).write_bytes(data)
        kind, found = reader.read(folder, sample.name)
        if kind == "hang":  # once more, with a process that is new: a busy machine is no hang
            kind, found = reader.read(folder, sample.name)
    if kind != "read":
        return kind, str(found)
    _, cells, n_left, whole = found  # type: ignore[misc]
    missing = [probe for probe in sample.probes if probe in data and probe.decode() not in cells]
    # A fault may join two records in one line: it is one row then.
    lines = {data.count(b"\n", 0, data.index(probe)) for probe in missing}
    if len(lines) > n_left and not whole:
        return (
            "loss",
            f"{len(missing)} records, {n_left} said to be left out, such as {missing[0].decode()!r}",
        )
    return "sound", ""


def run(n_inputs: int, seed: int, choose: Callable[[Sample], bool]) -> dict:
    """Try inputs in turn on all samples; the counts by reader, and the findings."""
    samples = [sample for sample in list_samples() if choose(sample)]
    counts: Counter[tuple[str, str]] = Counter()
    findings = []
    reader, began = Reader(), time.time()
    for number in range(n_inputs):
        # Readers in turn, and the files of each in turn.
        readers = sorted({sample.reader for sample in samples})
        own = [sample for sample in samples if sample.reader == readers[number % len(readers)]]
        sample = own[number // len(readers) % len(own)]
        kind, detail = try_input(reader, sample, seed * 10**9 + number)
        counts[sample.reader, kind] += 1
        if kind != "sound":
            findings.append(
                {"seed": seed * 10**9 + number, "file": sample.name, "kind": kind, "what": detail}
            )
            print(findings[-1], flush=True)
        if number % 1000 == 999:
            print(
                f"{number + 1:,} inputs, {time.time() - began:,.0f} s, {len(findings)} findings", flush=True
            )
    return {
        "inputs": n_inputs, "seed": seed, "findings": findings,
        "readers": {
            name: {kind: counts[name, kind] for kind in ("sound", "crash", "hang", "loss")}
            for name in sorted({sample.reader for sample in samples})
        },
    }  # fmt: skip


def write_report(found: dict, file: Path) -> None:
    """The counts by reader as a table in Markdown."""
    command = f"python -m benchmarks fuzz --inputs {found['inputs']} --seed {found['seed']}"
    lines = [
        "# Damaged files", "",
        f"`{command}`: each input is a whole file with one to three faults, read beside a good one, at most "
        f"{SECONDS} seconds.", "",
        "| reader | inputs | crashes | hangs | losses |", "|---|---:|---:|---:|---:|",
    ]  # fmt: skip
    for name, counts in found["readers"].items():
        total = sum(counts.values())
        lines.append(f"| {name} | {total:,} | {counts['crash']} | {counts['hang']} | {counts['loss']} |")
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks fuzz", description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="the name of one reader, such as delimited")
    parser.add_argument("--out", type=Path, default=HERE / "results_fuzz.md")
    chosen = parser.parse_args(arguments)
    found = run(chosen.inputs, chosen.seed, lambda sample: chosen.only in (None, sample.reader))
    write_report(found, chosen.out)
    print(chosen.out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
