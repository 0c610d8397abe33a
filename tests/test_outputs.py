"""A folder that a command writes is the old one or the new one, whenever the command is killed."""

import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import outputs
from analysis.corpus.imports import import_corpus
from analysis.outputs import write_folder
from analysis.store.measured import measure_corpus, write_tables

STEPS = {
    "open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "shutil.copyfile",
    "ctypes.dlsym",
}  # fmt: skip


class Killed(BaseException):
    """What a killed process would do no more is refused; so nothing is cleared up either."""


class Killer:
    """Counts what a process does to the files under a folder, and ends it at one of these steps."""

    def __init__(self):
        self.folder, self.left = None, 0
        sys.addaudithook(self.watch)

    def start(self, folder, left):
        self.folder, self.left = str(folder), left

    def stop(self):
        self.folder = None

    def watch(self, event, arguments):
        if self.folder is None or event not in STEPS:
            return
        paths = [str(path) for path in arguments if isinstance(path, (str, Path))]
        if event == "ctypes.dlsym" or any(path.startswith(self.folder) for path in paths):
            self.count()

    def count(self):
        self.left -= 1
        if self.left < 0:
            raise Killed


KILLER = Killer()  # hooks cannot be taken away again


@pytest.fixture
def killer(monkeypatch):
    """Parquet is written past Python, so these steps are counted one by one."""
    write = pd.DataFrame.to_parquet

    def write_counted(table, file, **options):
        if KILLER.folder:
            KILLER.count()
        write(table, file, **options)
        if KILLER.folder:
            KILLER.count()

    monkeypatch.setattr(pd.DataFrame, "to_parquet", write_counted)
    yield KILLER
    KILLER.stop()


def run_killed(killer, folder, command, left):
    """Run a command up to one of its steps; whether it came to its end."""
    killer.start(folder, left)
    try:
        command()
    except Killed:
        return False
    finally:
        killer.stop()
    return True


def read_folder(folder):
    """All files of a folder; None where there is no folder."""
    if not folder.exists():
        return None
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*"))
            if file.is_file()}  # fmt: skip


def list_states(killer, tmp_path, make, prepare):
    """How a folder stands when its command is killed at each of its steps, in their order."""
    states, done = [], False
    while not done:
        place = tmp_path / f"at-{len(states)}"
        place.mkdir()
        prepare(place / "out")
        done = run_killed(killer, place, lambda place=place: make(place / "out"), len(states))
        state = read_folder(place / "out")
        make(place / "out")  # the next run
        assert read_folder(place / "out") == read_folder(tmp_path / "new")
        assert [path.name for path in place.iterdir()] == ["out"], "nothing else is left"
        states.append(state)
    return states


def check_states(states, old, new):
    assert len(states) > 5
    assert states[-1] == new
    assert states[0] == old
    changed = next(number for number, state in enumerate(states) if state != old)
    assert all(state == old for state in states[:changed])
    assert all(state == new for state in states[changed:])


def measure(*texts):
    ids = [f"a{number}" for number in range(len(texts))]
    columns = {"article_id": ids, "outlet": "X", "date": pd.Timestamp("2022-11-17"), "title": ""}
    return measure_corpus(pd.DataFrame({**columns, "text": list(texts)}), store=None)


@pytest.mark.parametrize("exchange", [True, False], ids=["one step", "no exchange"])
@pytest.mark.parametrize("kind", ["none", "tables", "other files"])
def test_the_tables_of_measure_are_all_old_or_all_new(killer, tmp_path, monkeypatch, kind, exchange):
    first, second = measure("The bridge fell."), measure("It was dark.", "Shells hit Kherson.")
    first._tables = second._tables = ["sentences", "tone", "mentions"]
    if not exchange:
        monkeypatch.setattr(outputs, "exchange", lambda *folders: False)

    def prepare(out):
        if kind != "none":
            write_tables(first, out)
        if kind == "other files":
            (out / "notes" / "deep").mkdir(parents=True)
            (out / "notes" / "deep" / "mine.txt").write_text("mine")
            (out / "of-another-codebook.parquet").write_text("kept")

    def make(out):
        write_tables(second, out)

    prepare(tmp_path / "old")
    prepare(tmp_path / "new")
    make(tmp_path / "new")
    old, new = read_folder(tmp_path / "old"), read_folder(tmp_path / "new")
    assert (kind == "other files") == ("notes/deep/mine.txt" in new)
    states = list_states(killer, tmp_path, make, prepare)
    if exchange or kind == "none":
        check_states(states, old, new)
    else:  # for one moment the old folder has another name; the next run gives it back
        assert all(state in (old, new, None) for state in states)
        assert sum(state is None for state in states) <= 1


def test_an_import_is_the_old_one_or_the_new_one_and_goes_on_where_it_was(killer, tmp_path):
    for name, n in [("one", 1), ("two", 2)]:
        (tmp_path / name).mkdir()
        for number in range(n):
            (tmp_path / name / f"{number}.txt").write_text(f"outlet: X\n\nShells hit Kherson {number}.")

    def prepare(out):
        import_corpus(tmp_path / "one", out)

    def make(out):
        import_corpus(tmp_path / "two", out, command="x")

    prepare(tmp_path / "old")
    make(tmp_path / "new")
    states = list_states(killer, tmp_path, make, prepare)
    check_states(states, read_folder(tmp_path / "old"), read_folder(tmp_path / "new"))


def test_a_failed_run_leaves_the_old_folder_and_nothing_beside_it(tmp_path):
    write_tables(measure("The bridge fell."), tmp_path / "out")
    old = read_folder(tmp_path / "out")
    table = measure("It was dark.")
    table._tables = ["sentences", "nothing"]
    table.nothing = None
    with pytest.raises(AttributeError):
        write_tables(table, tmp_path / "out")
    assert read_folder(tmp_path / "out") == old
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_folder_that_one_works_in_gets_its_files_and_keeps_the_others(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("mine.txt").write_text("mine")
    with write_folder(".") as draft:
        (draft / "tone.parquet").write_text("x")
    assert sorted(path.name for path in Path().iterdir()) == ["mine.txt", "tone.parquet"]


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with write_folder(tmp_path / "link") as draft:
        (draft / "tone.parquet").write_text("x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "tone.parquet").is_file()


def test_the_draft_of_a_run_that_is_still_going_on_is_left_alone(tmp_path):
    (tmp_path / ".out.draft-1").mkdir()
    with write_folder(tmp_path / "out") as draft:
        (draft / "tone.parquet").write_text("x")
    assert (tmp_path / ".out.draft-1").is_dir()


def test_a_folder_in_a_place_that_is_not_ours_gets_its_files_all_the_same(tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != tmp_path)
    with write_folder(tmp_path / "out") as draft:
        assert draft.parent == tmp_path / "out"
        (draft / "tone.parquet").write_text("x")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["tone.parquet"]
