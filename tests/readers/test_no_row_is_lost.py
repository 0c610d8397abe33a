"""Rows in = articles + rows left out, and every row left out is among the problems.

The generator knows how many records it wrote, and each has a word that no other one has.
"""

import csv
import io
import json
import re

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers.delimited import read_delimited

MARK = re.compile(r"token(\d+)x")
WORDS = ["The", "men", "left", "bridge;", "dam,", "held", "'went'", "home", "mayor", "said", "army", "river"]
texts = st.lists(st.sampled_from(WORDS), min_size=3, max_size=8).map(" ".join)
paragraphs = st.lists(texts, min_size=1, max_size=3).map("\n\n".join)
# What people's cells hold: quotation marks, nothing, words for nothing, odd characters.
bodies = st.one_of(
    paragraphs,
    paragraphs.map(lambda text: f'He said "go, now" and "stay". {text}'),
    st.sampled_from(["", "nan", "NULL", "-", "\u00a0"]),
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
)
records = st.lists(
    st.tuples(
        bodies, st.sampled_from(["Courier", "Herald, North", "The\u00a0Times", "", "https://x.example/1"])
    ),
    min_size=1,
    max_size=12,
)
LENIENT = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def build_rows(drawn):
    """The rows of a table: each text that says anything has a word of its own."""
    return [
        {
            "id": f"n{number}", "outlet": outlet, "date": f"2022-11-{number % 28 + 1:02}",
            "text": f"{body} token{number}x" if re.search(r"[a-z]", body) and len(body) > 4 else body,
        }
        for number, (body, outlet) in enumerate(drawn)
    ]  # fmt: skip


def write_csv(rows, delimiter=",", quoting=csv.QUOTE_MINIMAL):
    file = io.StringIO()
    writer = csv.DictWriter(file, fieldnames=list(rows[0]), delimiter=delimiter, quoting=quoting)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


WRITERS = {
    "a.csv": lambda rows: write_csv(rows).encode(),
    "b.csv": lambda rows: write_csv(rows, ";", csv.QUOTE_ALL).encode("utf-16"),
    "a.tsv": lambda rows: write_csv(rows, "\t", csv.QUOTE_ALL).encode(),
    "a.json": lambda rows: json.dumps({"status": "ok", "articles": rows}).encode(),
    "a.jsonl": lambda rows: "\n".join(json.dumps(row) for row in rows).encode(),
    "a.parquet": lambda rows: write_parquet(rows),
}


def write_parquet(rows):
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows), sink, row_group_size=3)
    return sink.getvalue().to_pybytes()


def read_beside(folder, name, content):
    """The articles and problems of a file that lies beside a good one."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "good.txt").write_text("date: 2022-11-17\noutlet: Good\n\nThe council met in the hall.")
    (folder / name).write_bytes(content)
    articles = read_corpus(folder)
    problems = read_problems(articles)
    assert "good.txt" in set(articles["file"])
    return articles[articles["file"] == name], problems[problems["file"] == name]


@pytest.mark.parametrize("name", WRITERS)
@LENIENT
@given(drawn=records)
def test_rows_in_are_articles_and_rows_left_out(name, drawn, tmp_path_factory):
    rows = build_rows(drawn)
    articles, problems = read_beside(tmp_path_factory.mktemp("corpus"), name, WRITERS[name](rows))
    filled = [row for row in rows if any(row.values())]
    by_row = problems[problems["row"].notna() & problems["done"].str.contains("left out|counted once")]
    whole = problems[problems["row"].isna() & problems["done"].str.startswith("left out")]
    assert len(whole) or len(articles) + by_row["row"].nunique() == len(filled)


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.json", "a.jsonl"])
@LENIENT
@given(drawn=records, data=st.data())
def test_a_fault_in_a_file_loses_no_other_row(name, drawn, data, tmp_path_factory):
    rows = build_rows(drawn)
    content = WRITERS[name](rows).decode()
    place = data.draw(st.integers(0, len(content)))
    put_in = data.draw(
        st.sampled_from(['"', "\0", "\\", "\n", "'", "}", "{", ",", "\ufffd", "\u2028", '"""', "\r"])
    )
    cut = data.draw(st.integers(0, 3))
    broken = content[:place] + put_in + content[place + cut :]
    articles, problems = read_beside(tmp_path_factory.mktemp("corpus"), name, broken.encode())
    left = problems["done"].str.contains("left out|counted once|kept in column")
    if (problems["row"].isna() & problems["done"].str.startswith("left out")).any():
        return  # the whole file is named
    cells = articles.drop(columns=["date", "file"]).fillna("").astype("str").to_numpy().ravel()
    found = {mark for text in cells for mark in MARK.findall(text)}
    # In JSON a backslash before it makes the first letter a tab.
    there = set(MARK.findall(broken.replace("\\t", "") if "json" in name else broken))
    assert len(there - found) <= left.sum()


@pytest.mark.parametrize(
    "heading", ['"id"\t"outle"date"\t"text"', '"id"\t"outlet\t"date"\t"text"', 'id\toutlet\tdate\t"text']
)
def test_a_damaged_quote_mark_among_the_names_swallows_no_row(heading, tmp_path):
    rows = [f'"n{n}"\t"Courier"\t"2022-11-0{n}"\t"The road token{n}x was open."' for n in (1, 2, 3)]
    articles, _ = read_beside(tmp_path, "a.tsv", "\n".join([heading, *rows]).encode())
    assert {f"token{n}x" for n in (1, 2, 3)} <= set(
        " ".join(articles.astype("str").sum()).replace(".", " ").split()
    )


def test_an_open_quote_in_a_row_swallows_no_row_behind_it(tmp_path):
    rows = [
        f"{number},Courier,2022-11-{number % 28 + 1:02},The road {number} was open." for number in range(102)
    ]
    rows[50] = rows[50].replace("The road", '"The road')
    (tmp_path / "a.csv").write_text("\n".join(["id,outlet,date,text", *rows]))
    articles = read_corpus(tmp_path / "a.csv")
    assert len(articles) == 102
    [problem] = read_problems(articles).to_dict("records")
    assert problem["row"] == 52
    assert problem["what"] == "quote marks that do not pair"
    assert "line 52" in problem["done"]


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ('text,outlet\n"One.,X\nTwo.,X\nThree.,X\n', ["One.", "Two.", "Three."]),
        ('id,text\n1,"One\nand more.\n2,Two.\n3,Three.\n', ["One\nand more.", "Two.", "Three."]),
        ('id,text\n1,"He said "go", and left."\n2,Two.\n', ['He said "go", and left.', "Two."]),
        ('id,text\n1,"He said \\"go, now\\" and left."\n', ['He said "go, now" and left.']),
        ('id,text\n1,"C:\\\\temp, and \\"more\\"."\n', ['C:\\temp, and "more".']),
        ('id,text\n1,"One.\n\nTwo, too."\n2,"Three."\n', ["One.\n\nTwo, too.", "Three."]),
        ('id,text\n1,"A ""quoted"" word"\n2,"B"\n', ['A "quoted" word', "B"]),
        ('id,text\n1,One\n2,"Two breaks off', ["One", "Two breaks off"]),
    ],
)
def test_quote_marks_are_read_as_they_were_meant(content, texts, tmp_path):
    (tmp_path / "a.csv").write_text(content)
    assert read_delimited(tmp_path / "a.csv")[0]["text"].tolist() == texts


def test_a_damaged_group_of_rows_of_a_parquet_file_is_said_row_by_row(tmp_path):
    rows = [{"text": f"The road {number} was open on that day. {'x' * 500}"} for number in range(9)]
    whole = write_parquet(rows)
    table = pq.ParquetFile(pa.BufferReader(whole))
    start = (
        table.metadata.row_group(1).column(0).dictionary_page_offset
        or table.metadata.row_group(1).column(0).data_page_offset
    )
    (tmp_path / "a.parquet").write_bytes(whole[:start] + b"\xff" * 40 + whole[start + 40 :])
    articles = read_corpus(tmp_path / "a.parquet")
    problems = read_problems(articles)
    assert len(articles) == 6
    assert problems.loc[problems["what"].str.startswith("damaged"), "row"].tolist() == [4, 5, 6]


def test_the_sum_holds_for_a_table_with_every_fault_at_once(tmp_path):
    content = (
        "Export of the archive\n\nsource,date,text\nX,2022-11-17,The men left.\n"
        "source,date,text\nX,2022-11-18,nan\n"
        'X,2022-11-19,"The dam held.\nX,2022-11-17,The men left.\nX,soon,The road was open.\n'
    )
    (tmp_path / "a.csv").write_text(content)
    articles = read_corpus(tmp_path / "a.csv")
    problems = read_problems(articles)
    assert sorted(articles["text"]) == ["The dam held.", "The men left.", "The road was open."]
    said = pd.Series(
        problems["done"].values, index=zip(problems["row"].fillna(0), problems["what"], strict=True)
    )
    assert said[1, "lines above the names of the columns"].startswith("left out")
    assert said[5, "the names of the columns again"] == "left out"
    assert said[6, "no text"] == "left out"
    assert said[8, "same article twice"] == "counted once, as row 4"
