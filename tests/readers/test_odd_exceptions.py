"""Whatever a library raises in a reader, the file becomes a problem, and the file beside it is read."""

from dataclasses import replace

import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers import formats
from analysis.readers.packed import archive
from tests.readers.test_formats import write_sound


class OddError(Exception):
    """An exception that nobody foresees."""


def write_beside(folder, name, content):
    (folder / "good.csv").write_text("text,outlet,date\nThe council met.,Good,2022-11-17\n")
    (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    "error", [OddError("odd"), KeyError(7), AssertionError(), MemoryError("odd"), RecursionError("odd")]
)
@pytest.mark.parametrize("entry", formats.FORMATS, ids=lambda entry: entry.name)
def test_an_odd_exception_in_a_reader_costs_one_file(entry, error, tmp_path, monkeypatch):
    name = f"bad{entry.endings[0]}"
    folder = write_beside(tmp_path, name, write_sound(entry))
    found = formats.find_format(folder / name)

    def read(path):
        if path.name == name:
            raise error
        return found.read(path)

    odd = [replace(one, read=read) if one is found else one for one in formats.FORMATS]
    monkeypatch.setattr(formats, "FORMATS", tuple(odd))
    articles = read_corpus(folder)
    assert "The council met." in set(articles["text"])
    problems = read_problems(articles)
    assert problems.loc[problems["file"] == name, "done"].tolist() == ["left out"]


def test_an_odd_exception_of_the_unpacking_library_costs_one_archive(tmp_path, monkeypatch):
    folder = write_beside(
        tmp_path, "bad.zip", write_sound(next(e for e in formats.FORMATS if e.name == "ZIP"))
    )

    def fail(*arguments, **named):
        raise OddError("odd")

    monkeypatch.setattr(archive.zipfile, "ZipFile", fail)
    articles = read_corpus(folder)
    assert articles["text"].tolist() == ["The council met."]
    assert "bad.zip" in set(read_problems(articles)["file"])
