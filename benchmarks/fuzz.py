"""`python -m benchmarks fuzz`: damaged copies of whole files, read beside a good one.

    python -m benchmarks fuzz --inputs 200000 --seed 1 --workers 2
    python -m benchmarks fuzz --inputs 1000 --only CSV --only TSV

Each kind of file (`fuzz_samples.py`: real ones of the folder of shared data, if it is there, and made ones)
gets seeded faults: bytes flipped, cut off, taken out, doubled, put in; in packed files half of them inside
the packing. A process reads a batch of inputs in one folder, which also holds a good file. A batch that
raises, dies, or takes more than 10 seconds of a processor is read again, one input at a time: one that takes
more than 10 seconds is a hang, one that raises or dies a crash. A record whose own words are still in the
bytes, and which is neither in a row of the reader nor among the rows that the problems say are left out, is a
loss. Rows that the corpus then leaves out (no text, the same article twice) must each be among the problems.

The counts are kept in results_fuzz.json as the run goes on, and results_fuzz.md is made from them; a run of
some kinds replaces the counts of these kinds.
"""

import argparse
import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

from benchmarks.fuzz_reading import read_batch
from benchmarks.fuzz_samples import Sample, list_samples

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared/data"
SECONDS = 10  # of a processor that one input may take, and that a batch may take before it is read one by one
WAITED = 300  # seconds of the clock after which a process that does not work is given up
BATCH = 24  # inputs that are read in one folder
OUTCOMES = ("sound", "crash", "hang", "loss")


@dataclass(frozen=True)
class Task:
    """Some inputs of one file: each number is the seed of one."""

    sample: int  # its place in the list of samples
    seeds: range


def work(pipe: Connection, samples: list[Sample]) -> None:
    """A process that reads inputs as they come."""
    import resource

    # Libraries write warnings about damaged files.
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    resource.setrlimit(resource.RLIMIT_AS, (6 * 2**30, 6 * 2**30))
    while True:
        place, seeds = pipe.recv()
        # Seconds of the processor, not of the clock: a busy machine makes no hang.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            found: object = ("read", read_batch(samples[place], seeds))
        except BaseException as error:  # whatever it is, it is a finding
            found = ("crash", f"{type(error).__name__}: {str(error)[:200]}")
        signal.setitimer(signal.ITIMER_PROF, 0)
        pipe.send(found)


class Reader:
    """A process that reads, started anew when it hangs or dies."""

    def __init__(self, samples: list[Sample]) -> None:
        self.samples = samples
        self.start()

    def start(self) -> None:
        context = get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=work, args=(other, self.samples), daemon=True)
        self.process.start()
        other.close()

    def read(self, place: int, seeds: list[int]) -> tuple[str, object]:
        """What came of some inputs: `read`, `crash` or `hang`, and more about it."""
        self.pipe.send((place, seeds))
        try:
            if self.pipe.poll(WAITED):
                return self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
        ended = self.process.exitcode
        self.process.kill()
        self.process.join()
        self.start()
        if ended in (None, -signal.SIGPROF):
            return "hang", f"more than {SECONDS} seconds"
        return "crash", "the process died"

    def try_inputs(self, task: Task) -> list[tuple[str, str]]:
        """What came of each input of a task, and more about it."""
        kind, found = self.read(task.sample, list(task.seeds))
        if kind == "read":
            return found  # type: ignore[return-value]
        return [self.try_alone(task.sample, seed) for seed in task.seeds]

    def try_alone(self, place: int, seed: int) -> tuple[str, str]:
        """What came of one input."""
        kind, found = self.read(place, [seed])
        return found[0] if kind == "read" else (kind, str(found))  # type: ignore[index,return-value]


def list_tasks(samples: list[Sample], n_inputs: int, seed: int) -> Iterator[Task]:
    """The tasks of a run: as many inputs of each kind, and of each file of a kind, in turn."""
    kinds = sorted({sample.kind for sample in samples})
    by_kind = {kind: [place for place, sample in enumerate(samples) if sample.kind == kind] for kind in kinds}
    each, start = -(-n_inputs // len(kinds)), seed * 10**9
    for turn in range(-(-each // BATCH)):
        for number, (_, places) in enumerate(by_kind.items()):
            first = start + number * 10**6 + turn * BATCH
            yield Task(places[turn % len(places)], range(first, first + min(BATCH, each - turn * BATCH)))


def run(samples: list[Sample], tasks: list[Task], workers: int, keep: Callable[[dict], None]) -> None:
    """Try inputs; after each task `keep` gets the counts by kind of file so far."""
    counts: dict[str, Counter[str]] = {sample.kind: Counter() for sample in samples}
    waiting, lock = iter(tasks), Lock()

    def drain() -> None:
        reader = Reader(samples)
        while True:
            with lock:
                task = next(waiting, None)
            if task is None:
                break
            found = reader.try_inputs(task)
            with lock:
                for seed, (outcome, detail) in zip(task.seeds, found, strict=True):
                    counts[samples[task.sample].kind][outcome] += 1
                    if outcome != "sound":
                        name = samples[task.sample].name
                        print({"seed": seed, "file": name, "kind": outcome, "what": detail}, flush=True)
                keep({kind: {name: found[name] for name in OUTCOMES} for kind, found in counts.items()})
        reader.process.kill()

    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(drain) for _ in range(workers)]:
            done.result()


def write_report(kinds: dict[str, dict], file: Path) -> None:
    """The counts by kind of file as a table in Markdown."""
    commands = sorted({row["command"] for row in kinds.values()})
    lines = [
        "# Damaged files", "",
        "Each input is a whole file with one to three faults, read beside a good one, at most "
        f"{SECONDS} seconds of a processor. A loss is a record whose words are in no article and in no "
        "problem.", "",
        "The inputs in the table are those that were read: a run may be ended early.", "",
        *[f"`{command}`" for command in commands], "",
        "| kind of file | files | inputs | crashes | hangs | losses |", "|---|---:|---:|---:|---:|---:|",
    ]  # fmt: skip
    totals = Counter()
    for name, row in sorted(kinds.items()):
        n_inputs = sum(row[outcome] for outcome in OUTCOMES)
        counts = {"files": row["files"], "inputs": n_inputs, **{key: row[key] for key in OUTCOMES[1:]}}
        totals.update(counts)
        lines.append(f"| {name} | " + " | ".join(f"{n:,}" for n in counts.values()) + " |")
    lines.append("| **all** | " + " | ".join(f"**{n:,}**" for n in totals.values()) + " |")
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks fuzz", description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1, help="processes that read")
    parser.add_argument("--only", action="append", help="the name of a kind of file, such as CSV")
    parser.add_argument("--data", type=Path, default=SHARED, help="the folder of shared data")
    parser.add_argument("--out", type=Path, default=HERE / "results_fuzz.md")
    chosen = parser.parse_args(arguments)
    samples = [
        sample
        for sample in list_samples(chosen.data)
        if chosen.only in (None, sample.kind) or sample.kind in (chosen.only or [])
    ]
    only = "".join(f" --only {json.dumps(name)}" for name in chosen.only or [])
    command = f"python -m benchmarks fuzz --inputs {chosen.inputs} --seed {chosen.seed}{only}"
    kept = chosen.out.with_suffix(".json")
    before = json.loads(kept.read_text(encoding="utf-8")) if chosen.only and kept.exists() else {}
    files = Counter(sample.kind for sample in samples)

    def keep(kinds: dict[str, dict]) -> None:
        rows = {kind: {**row, "files": files[kind], "command": command} for kind, row in kinds.items()}
        kept.write_text(json.dumps(before | rows, indent=1) + "\n", encoding="utf-8")
        write_report(before | rows, chosen.out)

    run(samples, list(list_tasks(samples, chosen.inputs, chosen.seed)), chosen.workers, keep)
    print(chosen.out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
