"""Damaged stores: flipped bits, lost ends, swapped and lost files, leftovers; writes results_damage.md.

    python -m benchmarks.damage [--stores 2000] [--seed 1]

A damaged store is right if it gives the same tables as before (the damage was harmless, or the file was made
again) or is refused with an error that names the file or the store. It is wrong if it gives other tables or
raises anything else. The kinds of files and of damage are drawn evenly: there are few files of some kinds.
"""

import argparse
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from analysis.measures import TABLES
from analysis.store.disk.folder import MARK, hash_parts, write_whole
from analysis.store.disk.seal import SEAL
from analysis.store.measured import measure_corpus
from benchmarks.results import format_table

TEXTS = [
    "Russian troops shelled Kherson on Friday, the governor said. “We will stay,” a resident told reporters.",
    "The heroic crew held the bridge. Grain exports fell again, according to the ministry of economy.",
    "Envoys met in Istanbul for talks on prisoners. Kyiv called the attack barbaric.",
]
PAGE = Path(__file__).with_name("results_damage.md")
HEAD = """# Damaged stores

Written by `python -m benchmarks.damage`: {stores:,} copies of a store (seed {seed}), each with one
damage. *Same*: the tables are those of the whole store, because the damage was harmless or the file was made
again. *Refused*: an error names the file or the store, and what to do. *Wrong*: other tables, or any other
error.
"""

Bytes = bytearray


def flip_bit(data: Bytes, draw: random.Random) -> Bytes:
    if data:
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    return data


def cut_end(data: Bytes, draw: random.Random) -> Bytes:
    return data[: draw.randrange(max(len(data), 1))]


def blank_part(data: Bytes, draw: random.Random) -> Bytes:
    place = draw.randrange(max(len(data), 1))
    data[place : place + 16] = bytes(len(data[place : place + 16]))
    return data


def change_seal(data: Bytes, draw: random.Random) -> Bytes:
    """Another digit in the checksum itself; a bit in the place of a seal where there is none."""
    place = data.rfind(SEAL)
    if place < 0:
        return flip_bit(data, draw)
    place += len(SEAL) + draw.randrange(8)
    data[place] = draw.choice([digit for digit in b"0123456789abcdef" if digit != data[place]])
    return data


def add_end(data: Bytes, draw: random.Random) -> Bytes:
    return data + draw.randbytes(draw.randrange(1, 40))


CHANGES: dict[str, Callable[[Bytes, random.Random], Bytes]] = {
    "flipped bit": flip_bit, "lost end": cut_end, "blank bytes": blank_part, "changed seal": change_seal,
    "bytes at the end": add_end,
}  # fmt: skip
DAMAGES = [
    *CHANGES, "swapped files", "copy of another", "lost file", "folder in its place", "file of other code",
    "half draft beside",
]  # fmt: skip


def write_corpus(folder: Path, n: int) -> Path:
    """A corpus of n short articles."""
    folder.mkdir(parents=True)
    for number in range(n):
        text = " ".join(TEXTS[(number + shift) % 3] for shift in range(2)) + f" Day {number}."
        head = f"outlet: Outlet {number % 3}\ndate: 2022-11-{number % 27 + 1:02}\ntitle: Day {number}\n\n"
        (folder / f"{number}.txt").write_text(head + text, encoding="utf-8")
    return folder


def name_kind(file: Path, folder: Path) -> str:
    """The kind of a file of a store: the folder that it lies in, or its name."""
    parts = file.relative_to(folder).parts
    return parts[0] if len(parts) > 1 else {MARK: "mark of the store", "lock": "lock"}.get(parts[0], parts[0])


def damage_store(folder: Path, draw: random.Random) -> tuple[str, str]:
    """Damage one file of a store, or two; returns the kind of the file and of the damage."""
    kinds: dict[str, list[Path]] = {}
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        kinds.setdefault(name_kind(file, folder), []).append(file)
    kind, how = draw.choice(sorted(kinds)), draw.choice(DAMAGES)
    file, other = draw.choice(kinds[kind]), draw.choice(kinds[draw.choice(sorted(kinds))])
    data = Bytes(file.read_bytes())
    if how in CHANGES:
        file.write_bytes(CHANGES[how](data, draw))
    elif how == "swapped files":
        file.write_bytes(other.read_bytes())
        other.write_bytes(data)
    elif how == "copy of another":
        file.write_bytes(other.read_bytes())
    elif how == "half draft beside":  # as a run leaves it that was killed
        file.with_name(f"~{file.name}.{draw.randrange(2, 99999)}").write_bytes(cut_end(data, draw))
    else:
        file.unlink()
        replace_file(file, folder, data, how)
    return kind, how


def replace_file(file: Path, folder: Path, data: Bytes, how: str) -> None:
    """Put something else in the place of a file that is gone, or nothing."""
    if how == "folder in its place":
        file.mkdir()
        (file / "lost").write_bytes(data)
    elif how == "file of other code":  # as an older version of the project leaves a whole store
        older = file.parent.parent / hash_parts(file.parent.name) / file.name
        if file.parent != folder:
            older.parent.mkdir(parents=True, exist_ok=True)
            older.write_bytes(data)


def read_all(corpus: Path, store: Path) -> dict[str, pd.DataFrame]:
    """Every table of a corpus, and what the store keeps beside them."""
    measured = measure_corpus(corpus, store=store)
    names = [*TABLES, "headlines", "raw", "boilerplate"]
    return {name: getattr(measured, name) for name in names}


def try_damage(
    corpus: Path, whole: Path, expected: dict[str, pd.DataFrame], draw: random.Random
) -> tuple[str, str, str]:
    """The kinds of file and damage of one copy of a store, and what became of it."""
    folder = whole.parent / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    kind, how = damage_store(folder, draw)
    try:
        tables = read_all(corpus, folder)
    except (OSError, ValueError) as error:
        return kind, how, "refused" if str(folder) in str(error) else repr(error)
    except Exception as error:
        return kind, how, repr(error)
    changed = [name for name, table in expected.items() if not table.equals(tables[name])]
    return kind, how, f"other tables {changed}" if changed else "same"


def try_damages(folder: Path, *, stores: int, seed: int, articles: int = 12) -> pd.DataFrame:
    """One row per damaged store: the kind of the file, the damage, and what became of it."""
    corpus, whole = write_corpus(folder / "corpus", articles), folder / "store"
    measure_corpus(corpus, store=whole, batch=5)
    write_whole(whole / "lock", b"")  # where the system deletes it with the run
    expected, draw = read_all(corpus, whole), random.Random(seed)
    tried = [try_damage(corpus, whole, expected, draw) for _ in tqdm(range(stores), leave=False)]
    return pd.DataFrame(tried, columns=["file", "damage", "outcome"])


def count_outcomes(folder: Path, *, stores: int, seed: int, articles: int = 12) -> Counter[str]:
    """How many damaged stores had each outcome."""
    tried = try_damages(folder, stores=stores, seed=seed, articles=articles)
    return Counter(" ".join(row) if row[2] not in ("same", "refused") else row[2] for row in tried.to_numpy())


def write_page(tried: pd.DataFrame, *, seed: int) -> str:
    """The page: one table by kind of file, one by kind of damage, and every wrong outcome."""
    outcome = tried["outcome"].where(tried["outcome"].isin(["same", "refused"]), "wrong")
    lines = [HEAD.format(stores=len(tried), seed=seed)]
    for name in ["file", "damage"]:
        counts = pd.crosstab(tried[name], outcome).reindex(columns=["same", "refused", "wrong"], fill_value=0)
        counts.loc["all"] = counts.sum()
        counts.insert(0, "stores", counts.sum(axis=1))
        rows = [{name: kind, **row} for kind, row in counts.to_dict("index").items()]
        lines += [f"## By kind of {name}", "", format_table(rows)]
    wrong = tried[outcome == "wrong"]
    lines += [f"- {row.file}, {row.damage}: {row.outcome}" for row in wrong.itertuples()] or [
        "Nothing was wrong."
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--stores", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tried = try_damages(Path(folder), stores=options.stores, seed=options.seed)
    page = write_page(tried, seed=options.seed)
    options.out.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
