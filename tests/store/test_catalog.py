"""A store gives the articles that `read_corpus` gives: what is decided about a corpus is decided once."""

import json

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis.corpus import sources
from analysis.corpus.articles import read_corpus, read_problems
from analysis.store.measured import measure_corpus

TEXTS = [
    "", " !! ", "A lorry blew up.", "A  lorry\tblew up.", "Ships left port.",
    "5 September 2013 A car bomb killed four.", "Die Brücke ist seit dem Angriff gesperrt. " * 8,
]  # fmt: skip
DATES = ["", "4/5/2022", "5/4/2022", "13/4/2022", "4/13/2022", "4.5.2022", "2022-04-05", "soon"]
IDS = ["", "7", "8"]
OUTLETS = ["", "Courier", "Ledger"]
SPELLED = ["", "1", "2.5", "007", "many"]
VALUES = [None, 1, 2.5, "1", "many", True, 10**30, ["a", "b"], {"name": "Anna"}, {"lat": 46.6}]

article = {
    "id": st.sampled_from(IDS), "outlet": st.sampled_from(OUTLETS), "date": st.sampled_from(DATES),
    "title": st.sampled_from(["Bridge hit", ""]), "text": st.sampled_from(TEXTS),
}  # fmt: skip
header = st.fixed_dictionaries(article, optional={"words": st.sampled_from(SPELLED), "row": st.just("9")})
row = st.fixed_dictionaries(article | {"words": st.sampled_from(SPELLED), "source": st.just("wire")})
record = st.fixed_dictionaries(article, optional={"words": st.sampled_from(VALUES), "at": st.integers(0, 3)})


def write_text(cells: dict) -> str:
    head = "".join(f"{name}: {cell}\n" for name, cell in cells.items() if name != "text")
    return f"{head}\n{cells['text']}"


text_files = header.map(write_text)
csv_files = st.lists(row, max_size=3).map(
    lambda rows: pd.DataFrame(rows, columns=[*article, "words", "source"]).to_csv(index=False)
)
json_files = st.lists(record, max_size=3).map(lambda records: "\n".join(map(json.dumps, records)))
corpora = st.fixed_dictionaries(
    {},
    optional={
        **{f"{folder}/{name}": text_files for folder in ("Courier", "2022") for name in ("a.txt", "b.md")},
        "c.txt": text_files, "2022-04-05.txt": text_files,
        "press.csv": csv_files, "wire/more.csv": csv_files,
        "a.jsonl": json_files, "wire/b.jsonl": json_files,
        "scan.pdf": st.just("%PDF"), "photo.txt": st.just("\0"), "broken.json": st.just("["),
    },
)  # fmt: skip


def read_or_explain(read):
    """The articles, or the message of the error."""
    try:
        return read()
    except ValueError as error:
        return str(error)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=corpora)
@example(
    files={"c.txt": "row: 9\ndate: 4/5/2022\n\nA lorry blew up.", "press.csv": "text,row\nShips left.,1\n"}
)
@example(files={"press.csv": "title,text\n"})
def test_a_store_gives_what_read_corpus_gives(files, tmp_path_factory, monkeypatch):
    monkeypatch.setattr(sources, "TOGETHER", 2)
    folder = tmp_path_factory.mktemp("corpus")
    for name, content in files.items():
        (folder / "articles" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "articles" / name).write_text(content, encoding="utf-8")
    (folder / "articles").mkdir(exist_ok=True)
    plain = read_or_explain(lambda: read_corpus(folder / "articles"))
    stored = read_or_explain(lambda: measure_corpus(folder / "articles", store=folder / "store").raw)
    if isinstance(plain, str):
        assert stored == plain
    else:
        pd.testing.assert_frame_equal(stored, plain)
        assert stored.attrs == plain.attrs
        pd.testing.assert_frame_equal(read_problems(stored), read_problems(plain))


@pytest.mark.parametrize("name", ["source", "at", "file", "row", "content", "kept"])
def test_a_column_may_have_any_name(name, tmp_path):
    rows = pd.DataFrame({"outlet": "Courier", "text": ["A lorry blew up.", "Ships left port."], name: [3, 9]})
    (tmp_path / "corpus").mkdir()
    rows.to_csv(tmp_path / "corpus/press.csv", index=False)
    stored = measure_corpus(tmp_path / "corpus", store=tmp_path / "store").raw
    pd.testing.assert_frame_equal(stored, read_corpus(tmp_path / "corpus"))
    assert [3, 9] in [sorted(stored[column]) for column in stored if stored[column].dtype.kind == "i"]
