"""The cache by files: one reading while nothing changes, another after each change."""

import os

import pytest

from analysis.caching import SHARED, cache_by_files, stamp_file


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("peace")
    return path


def make_reader(size=2, **options):
    """A cached reader, and the list of the files that it has really read."""
    readings = []

    @cache_by_files(lambda path, **options: [path], size=size, **options)
    def read(path, *, upper=False):
        readings.append(path)
        return path.read_text().upper() if upper else path.read_text()

    return read, readings


def test_an_unchanged_file_is_read_once(file):
    read, readings = make_reader()
    assert [read(file), read(file)] == ["peace", "peace"]
    assert readings == [file]


def test_a_changed_file_is_read_again_even_at_the_same_size_and_time(file):
    read, _ = make_reader()
    before = file.stat()
    assert read(file) == "peace"
    other = file.with_name("other.txt")
    other.write_text("grain")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)
    assert read(file) == "grain"


def test_other_options_have_results_of_their_own(file):
    read, _ = make_reader()
    assert [read(file), read(file, upper=True), read(file)] == ["peace", "PEACE", "peace"]


def test_a_missing_file_is_read_as_soon_as_it_exists(tmp_path):
    path = tmp_path / "later.txt"
    read, _ = make_reader()
    with pytest.raises(FileNotFoundError):
        read(path)
    path.write_text("here")
    assert read(path) == "here"
    assert stamp_file(path) != stamp_file(tmp_path / "never.txt")


def test_the_cache_keeps_only_so_many_results_and_can_be_cleared(tmp_path):
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path in paths:
        path.write_text(path.stem)
    read, readings = make_reader(size=2)
    assert [read(path) for path in [*paths, paths[0]]] == ["0", "1", "2", "0"]
    assert len(readings) == 4
    read.cache_clear()
    assert read(paths[0]) == "0"
    assert len(readings) == 5


def test_processes_of_a_report_share_what_one_of_them_has_read_until_the_file_changes(
    file, tmp_path, monkeypatch
):
    monkeypatch.setenv(SHARED, str(tmp_path))
    (read_first, first), (read_second, second) = make_reader(shared=True), make_reader(shared=True)
    assert [read_first(file), read_second(file), read_second(file, upper=True)] == ["peace", "peace", "PEACE"]
    assert [first, second] == [[file], [file]]
    file.write_text("peace talks")
    assert read_second(file) == "peace talks"


def test_a_result_that_cannot_be_kept_is_still_returned(file, tmp_path, monkeypatch):
    monkeypatch.setenv(SHARED, str(tmp_path / "nowhere"))
    read, _ = make_reader(shared=True)
    assert read(file) == "peace"
