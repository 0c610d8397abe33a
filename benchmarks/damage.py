"""Damaged stores: flipped bits, lost ends, swapped files; writes nothing, prints what became of each.

    python -m benchmarks.damage [--stores 2000] [--seed 1]

A damaged store is right if it gives the same tables as before (the damage was harmless, or the file was made
again) or is refused with an OSError that names the file. It is wrong if it gives other tables or raises
anything else.
"""

import argparse
import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from analysis.measures import TABLES
from analysis.store.measured import measure_corpus

TEXTS = [
    "Russian troops shelled Kherson on Friday, the governor said. “We will stay,” a resident told reporters.",
    "The heroic crew held the bridge. Grain exports fell again, according to the ministry of economy.",
    "Envoys met in Istanbul for talks on prisoners. Kyiv called the attack barbaric.",
]
DAMAGES = ["flip", "cut", "swap", "blank", "copy"]


def write_corpus(folder: Path, n: int) -> Path:
    """A corpus of n short articles."""
    folder.mkdir(parents=True)
    for number in range(n):
        text = " ".join(TEXTS[(number + shift) % 3] for shift in range(2)) + f" Day {number}."
        head = f"outlet: Outlet {number % 3}\ndate: 2022-11-{number % 27 + 1:02}\ntitle: Day {number}\n\n"
        (folder / f"{number}.txt").write_text(head + text, encoding="utf-8")
    return folder


def damage_store(folder: Path, draw: random.Random) -> str:
    """Damage one file of a store, or two; says how and which."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    file, other, how = draw.choice(files), draw.choice(files), draw.choice(DAMAGES)
    data = bytearray(file.read_bytes())
    place = draw.randrange(max(len(data), 1))
    if how == "flip" and data:
        data[place] ^= 1 << draw.randrange(8)
    elif how == "cut":
        data = data[:place]
    elif how == "blank":
        data[place : place + 16] = bytes(len(data[place : place + 16]))
    elif how == "swap":
        data, mine = bytearray(other.read_bytes()), data
        other.write_bytes(mine)
    else:
        data = bytearray(other.read_bytes())
    file.write_bytes(data)
    return f"{how} {file.relative_to(folder).as_posix()}"


def read_all(corpus: Path, store: Path) -> dict[str, pd.DataFrame]:
    """Every table of a corpus, and what the store keeps beside them."""
    measured = measure_corpus(corpus, store=store)
    names = [*TABLES, "headlines", "raw", "boilerplate"]
    return {name: getattr(measured, name) for name in names}


def try_damage(corpus: Path, whole: Path, expected: dict[str, pd.DataFrame], draw: random.Random) -> str:
    """What becomes of one damaged copy of a store: `same`, `refused`, or what is wrong."""
    folder = whole.parent / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    damage = damage_store(folder, draw)
    try:
        tables = read_all(corpus, folder)
    except (OSError, ValueError) as error:
        return "refused" if str(folder) in str(error) else f"{damage}: {error!r}"
    except Exception as error:
        return f"{damage}: {error!r}"
    changed = [name for name, table in expected.items() if not table.equals(tables[name])]
    return f"{damage}: other tables {changed}" if changed else "same"


def count_outcomes(folder: Path, *, stores: int, seed: int, articles: int = 12) -> Counter[str]:
    """How many damaged stores had each outcome."""
    corpus, whole = write_corpus(folder / "corpus", articles), folder / "store"
    measure_corpus(corpus, store=whole, batch=5)
    expected, draw = read_all(corpus, whole), random.Random(seed)
    return Counter(try_damage(corpus, whole, expected, draw) for _ in tqdm(range(stores), leave=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--stores", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcomes = count_outcomes(Path(folder), stores=options.stores, seed=options.seed)
    wrong = {outcome: n for outcome, n in outcomes.items() if outcome not in ("same", "refused")}
    print(
        f"{options.stores} damaged stores (seed {options.seed}): {outcomes['same']} gave the same tables, "
        f"{outcomes['refused']} were refused, {sum(wrong.values())} were wrong."
    )
    for outcome, n in wrong.items():
        print(f"  {n} x {outcome}")


if __name__ == "__main__":
    main()
