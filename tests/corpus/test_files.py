"""No file of a folder is passed over in silence, and none that is odd can stop the others."""

import os

import pytest

from analysis.corpus import sources
from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers import formats
from analysis.readers.formats import FORMATS, Format
from tests.corpus.test_articles import write


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, "Courier/good.txt", "date: 2022-11-17\n\nThe men left the bridge.")
    return tmp_path


def list_left(folder):
    problems = read_problems(read_corpus(folder))
    return {file: (what, done) for file, what, done in problems[["file", "what", "done"]].values}


def test_links_pipes_and_files_of_programs_get_a_row(folder):
    (folder / "broken.txt").symlink_to(folder / "nowhere.txt")
    (folder / "circle").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    os.mkfifo(folder / "pipe.txt")
    write(folder, "~a.txt", "It was dark.")
    write(folder, "__MACOSX/a.txt", "It was dark.")
    write(folder, ".hidden/a.txt", "It was dark.")
    left = list_left(folder)
    assert {file: what for file, (what, _) in left.items()} == {
        "broken.txt": "a link that leads nowhere", "circle": "a link to a folder, which is not followed",
        "self.txt": "a link that leads nowhere", "pipe.txt": "a pipe or a device, not a file",
        "~a.txt": "a file that a program keeps for itself",
        "__MACOSX": "a folder that a program keeps for itself",
    }  # fmt: skip
    assert {done for _, done in left.values()} == {"left out"}


def test_a_pipe_alone_is_an_error_and_does_not_wait(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(ValueError, match="neither a file nor a folder"):
        read_corpus(tmp_path / "pipe.csv")


@pytest.mark.parametrize(
    "name", [b"a\xff\xfeb.txt", "a\u202eb.txt".encode(), b"-rf.txt", "Ω\u00a0ß.txt".encode(), b"a'\"b.txt"]
)
def test_a_file_of_an_odd_name_is_read(name, folder):
    with open(os.path.join(os.fsencode(folder), name), "wb") as file:
        file.write(b"date: 2022-11-18\noutlet: X\n\nThe dam held.")
    articles = read_corpus(folder)
    assert len(articles) == 2
    assert all(file.encode() for file in articles["file"])


def test_an_empty_table_and_empty_files_get_a_row(folder):
    write(folder, "none.csv", "text,outlet\n")
    write(folder, "empty.csv", "")
    write(folder, "empty.json", "[]")
    left = list_left(folder)
    assert {"none.csv", "empty.csv", "empty.json"} == set(left)


def test_more_files_than_the_limit_are_named(folder, monkeypatch):
    for number in range(5):
        write(folder, f"Courier/z{number}.txt", f"date: 2022-11-17\n\nThe road {number} was open.")
    monkeypatch.setenv("ANALYSIS_MAX_FILES", "4")
    left = list_left(folder)
    assert set(left) == {"Courier/z3.txt", "Courier/z4.txt"}
    assert left["Courier/z3.txt"] == ("more than 4 files; to allow more, set ANALYSIS_MAX_FILES", "left out")


@pytest.mark.parametrize(
    "error", [KeyError("x"), RecursionError(), MemoryError(), TypeError("odd"), AssertionError()]
)
@pytest.mark.parametrize("single", [True, False])
def test_whatever_a_reader_raises_the_other_files_are_read(error, single, folder, monkeypatch):
    def fail(path):
        raise error

    entry = Format("odd", (".odd",), fail, single=single)
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, entry))
    write(folder, "a.odd", "x")
    assert list_left(folder)["a.odd"][0].startswith(f"cannot be read: {type(error).__name__}")
    with pytest.raises(ValueError, match=r"a\.odd: cannot be read"):
        read_corpus(folder / "a.odd")


def test_the_work_for_equal_articles_grows_with_their_number(tmp_path, monkeypatch):
    calls = []
    counted = sources.add_notes
    monkeypatch.setattr(sources, "add_notes", lambda table: (calls.append(len(table)), counted(table))[1])
    rows = "\n".join(f"X,2022-11-17,The road was open.,{n}" for n in range(3000))
    articles = read_corpus(write(tmp_path, "a.csv", f"outlet,date,text,n\n{rows}"))
    assert (len(articles), calls) == (1, [3000])
    assert len(read_problems(articles)) == 2999
