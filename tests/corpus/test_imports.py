"""The import of exports and mixed files: a clean folder, whole or not at all; one article per article."""

import json
import os

import pandas as pd
import pytest

from analysis.__main__ import main
from analysis.corpus.articles import read_corpus, read_problems
from analysis.corpus.imports import import_corpus

TEXT = (
    "The bridge over the river fell on Thursday after a week of heavy shelling of both banks, "
    "the governor said."
)
CSV = (
    f"headline,body,date,publisher\nBridge falls at last,{json.dumps(TEXT)}"
    f",2022-11-17,Courier\nB,,2022-11-18,Herald\n"
)


@pytest.fixture
def downloads(tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "a.csv").write_text(CSV)
    (folder / "2022-11-19-dam.txt").write_text("The dam held through the night, the engineers said.\n")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / "events.csv").write_text("date,event\n2022-11-17,The bridge falls\n")
    return folder


def test_an_import_is_a_folder_that_is_read_as_the_files_were(downloads, tmp_path):
    problems = import_corpus(downloads, tmp_path / "corpus/press")
    made, read = read_corpus(tmp_path / "corpus/press"), read_corpus(downloads)
    for column in ("article_id", "outlet", "date", "title", "text"):
        assert made[column].astype(str).tolist() == read[column].astype(str).tolist()
    assert made["source_file"].tolist() == read["file"].tolist()
    assert problems.equals(read_problems(read))
    assert sorted(file.name for file in (tmp_path / "corpus/press").iterdir()) == [
        "PROVENANCE.toml", "articles.jsonl", "events.csv", "problems.csv",
    ]  # fmt: skip
    assert [name for name in os.listdir(tmp_path / "corpus") if name != "press"] == []


def test_an_import_can_be_repeated_and_gives_the_same_bytes(downloads, tmp_path):
    out = tmp_path / "press"
    import_corpus(downloads, out)
    first = (out / "articles.jsonl").read_bytes()
    import_corpus(downloads, out)
    assert (out / "articles.jsonl").read_bytes() == first
    (downloads / "new.txt").write_text("date: 2022-11-20\n\nThe ferry stopped.")
    import_corpus(downloads, out)
    assert len((out / "articles.jsonl").read_bytes().splitlines()) == len(first.splitlines()) + 1


def test_an_import_that_was_stopped_does_not_read_again_what_it_read(downloads, tmp_path, monkeypatch):
    from analysis.corpus import imports

    real, read = imports.read_source, []

    def stop(source, **options):
        if read:
            raise KeyboardInterrupt
        read.append(source.names)
        return real(source, **options)

    monkeypatch.setattr(imports, "read_source", stop)
    with pytest.raises(KeyboardInterrupt):
        import_corpus(downloads, tmp_path / "press")
    assert not (tmp_path / "press").exists()
    again = []
    monkeypatch.setattr(
        imports,
        "read_source",
        lambda source, **options: again.append(source.names) or real(source, **options),
    )
    import_corpus(downloads, tmp_path / "press")
    assert again
    assert read[0] not in again
    assert len(read_corpus(tmp_path / "press")) == 2
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]


def test_an_import_that_fails_leaves_the_old_folder_as_it_was(downloads, tmp_path, monkeypatch):
    out = tmp_path / "press"
    import_corpus(downloads, out)
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    monkeypatch.setattr("analysis.corpus.imports.describe_import", lambda *parts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_corpus(downloads, out)
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before
    assert [
        name for name in os.listdir(tmp_path) if name.startswith(".press.") and "reading" not in name
    ] == []


def test_no_folder_of_somebody_else_is_overwritten(downloads, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/a.txt").write_text("mine")
    with pytest.raises(ValueError, match="no import made"):
        import_corpus(downloads, tmp_path / "mine")
    with pytest.raises(ValueError, match="lies in"):
        import_corpus(downloads, downloads / "press")
    with pytest.raises(ValueError, match="is a file"):
        import_corpus(downloads, tmp_path / "mine/a.txt")


def test_the_command_writes_the_folder_and_checks_it(downloads, tmp_path, capsys):
    out = tmp_path / "press"
    (downloads / "2022-11-19-dam.txt").write_text(
        "date: 2022-11-19\nbody: x\npublisher: Ledger\n\nThe dam held."
    )
    assert (
        main(
            ["import", str(downloads / "a.csv"), "--out", str(out), "--columns", "text=body,outlet=publisher"]
        )
        == 0
    )
    output = capsys.readouterr().out
    assert "1 article, 1 outlet" in output
    assert "1 x no text" in output
    assert "a.csv, row 3: left out" in output
    assert main(["import", str(downloads)]) == 2
    assert "--out" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "measure", "report", "import"])
def test_every_command_takes_columns_and_names_a_wrong_one(command, downloads, tmp_path, capsys):
    for columns, answer in [
        ("text=bodi", "did you mean 'body'"),
        ("wording=body", "--columns must be one of"),
        ("body", "pairs such as text=body"),
    ]:
        assert (
            main(
                [command, str(downloads / "a.csv"), "--columns", columns, "--out", str(tmp_path / "x")][
                    : 4 if command == "check" else 6
                ]
            )
            == 2
        )
        assert answer in capsys.readouterr().err


def test_columns_hold_in_a_store_and_only_for_their_command(tmp_path, capsys):
    file = tmp_path / "a.csv"
    file.write_text("wording,text,date,source\nIt was dark.,Nobody came.,2022-11-17,X\n")
    texts = []
    for columns in (["--columns", "text=wording"], []):
        assert (
            main(
                ["measure", str(file), "--store", str(tmp_path / "s"), "--out", str(tmp_path / "t"), *columns]
            )
            == 0
        )
        texts += pd.read_parquet(tmp_path / "t/articles.parquet")["text"].tolist()
    assert texts == ["It was dark.", "Nobody came."]
    assert "ANALYSIS_COLUMNS" not in os.environ
