"""The files that people have: their encodings, dates, column names, headers and tables."""

import gzip
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.articles import read_corpus, read_problems
from analysis.corpus.naming import name_table
from analysis.readers.columns import match_names
from analysis.readers.dates import read_date, read_dates
from analysis.readers.delimited import read_delimited
from analysis.readers.encoding import decode_text
from analysis.readers.jsonfile import read_json
from analysis.readers.parquetfile import read_parquet
from analysis.readers.textfile import read_front, read_header, read_text_file

SENTENCE = "The mayor said: “It’s over” – and left for São Paulo. "
RUSSIAN = "Мэр заявил, что мост был закрыт для грузовиков до весны, а движение остановлено. " * 5


def write(folder, name, content):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def read_one(file):
    """The article of a text file as a dict, and the problems."""
    table, problems = read_text_file(file)
    [article] = table.to_dict("records")
    return article, problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_english_news_is_read_in_the_encoding_it_has(encoding):
    assert decode_text(SENTENCE.encode(encoding))[0] == SENTENCE


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "utf-8"])
def test_russian_news_is_read_in_the_encoding_it_has(encoding):
    assert decode_text(RUSSIAN.encode(encoding))[0] == RUSSIAN


def test_bytes_that_no_encoding_reads_are_marked_one_by_one():
    data = b"need of medical attention. \x95\x81Time is running out " + b"for those who stayed. " * 20
    text, encoding = decode_text(data)
    assert encoding == "utf-8"
    assert text.startswith("need of medical attention. ��Time is running out")


@given(st.binary(max_size=200).filter(lambda data: b"\0" not in data))
def test_any_bytes_but_nul_become_a_text(data):
    assert isinstance(decode_text(data)[0], str)


@pytest.mark.parametrize(
    "spelled",
    [
        "2022-11-17", "2022/11/17", "20221117", "2022-11-17 08:30", "2022-11-17T23:59:59+02:00",
        "2022-11-17T23:59:59Z", "2022-11-17T23:59:59.123456", "17.11.2022", "17.11.22", "17-11-2022",
        "17 November 2022", "17 Nov 2022", "17-Nov-22", "17th of November, 2022", "November 17, 2022",
        "Nov. 17, 2022", "Nov 17 2022", "Thursday, November 17, 2022 10:00 AM EST",
        "Thu, 17 Nov 2022 08:30:00 GMT",
        "Thu Nov 17 08:30:00 2022", "1668643200", "1668643200000", " 17.11.2022 08:30 ",
    ],
)  # fmt: skip
def test_a_day_is_read_in_any_usual_form(spelled):
    assert read_dates(pd.Series([spelled]))[0].tolist() == [pd.Timestamp("2022-11-17")]


@pytest.mark.parametrize(
    "spelled", ["", "yesterday", "November 2022", "17 November", "2022", "31.02.2022", "0"]
)
def test_what_does_not_name_a_day_is_no_date(spelled):
    assert read_date(spelled) is None


def test_one_date_shows_the_order_of_its_whole_column():
    days, bad, order = read_dates(pd.Series(["4/5/2017", "4/13/2017"]))
    assert days.dt.strftime("%Y-%m-%d").tolist() == ["2017-04-05", "2017-04-13"]
    assert order == "month first: 1 of 2 dates such as 4/13/2017 can only be read so"
    days, bad, order = read_dates(pd.Series(["4/5/2017", "13/4/2017"]))
    assert days.dt.strftime("%Y-%m-%d").tolist() == ["2017-05-04", "2017-04-13"]
    assert order == "day first: 1 of 2 dates such as 13/4/2017 can only be read so"
    assert bad == []


def test_an_order_that_no_date_shows_is_a_guess_and_the_problem_says_so():
    slashes, dots = pd.Series(["4/5/2017"]), pd.Series(["4.5.2017"])
    assert read_dates(slashes)[0].dt.month.tolist() == [4]
    assert read_dates(dots)[0].dt.month.tolist() == [5]
    assert "month first by guess" in read_dates(slashes)[2]
    assert read_dates(slashes, day_first=True)[0].dt.month.tolist() == [5]
    assert read_dates(slashes, day_first=True)[2] == "day first, as asked for"


def test_a_column_of_both_orders_says_so_and_reads_each_date_as_it_can():
    days, _, order = read_dates(pd.Series(["13/4/2017", "4/14/2017", "15/4/2017"]))
    assert days.dt.day.tolist() == [13, 14, 15]
    assert order.endswith("1 can only be read the other way, and were")


def test_the_order_of_a_column_does_not_depend_on_the_order_of_its_rows():
    column = pd.Series(["4/5/2017", "1/2/2017", "3/4/2017", "25/4/2017"])
    assert read_dates(column[::-1])[0].sort_index().equals(read_dates(column)[0])


def test_columns_are_found_by_usual_names_whatever_their_case_and_spaces():
    table = pd.DataFrame(
        columns=["Article Title", "ARTICLE_CONTENT", "Source", "pub-date", "Unit ID", "rating"]
    )
    assert list(table.rename(columns=match_names(tuple(table)))) == [
        "title",
        "text",
        "outlet",
        "date",
        "article_id",
        "rating",
    ]


def test_the_better_name_wins_and_the_other_column_stays():
    table = pd.DataFrame(columns=["source", "outlet", "body", "text"])
    assert list(table.rename(columns=match_names(tuple(table)))) == ["source", "outlet", "body", "text"]


def test_a_column_that_is_not_there_cannot_be_named():
    with pytest.raises(ValueError, match="'story'; not 'storey'"):
        name_table(pd.DataFrame(columns=["story", "row"]), "a.csv", {"text": "storey"})


def test_a_header_ends_at_the_first_empty_line():
    text = "Title: Bridge hit\nDate: 8 October 2022\nwire: reuters\n\nKerch: a lorry blew up."
    assert read_header(text) == {
        "title": "Bridge hit", "date": "8 October 2022", "wire": "reuters", "text": "Kerch: a lorry blew up.",
    }  # fmt: skip


def test_a_date_may_run_into_the_first_sentence():
    assert read_header(" date 2022-11-17 “It is not great,” Milley said.\n\nMore.") == {
        "date": "2022-11-17",
        "text": "“It is not great,” Milley said.\n\nMore.",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv: a city waits\n\nIt was dark.",
        "Date palms grew there, a long way from the line of contact, and nobody had picked them for years.",
        "Nothing but a paragraph.",
    ],
)
def test_an_article_without_a_header_is_all_text(text):
    assert read_header(text) == {"text": text}


@pytest.mark.parametrize("name", ["2022-10-08-bridge.md", "bridge.txt"])
def test_a_header_in_yaml_is_read_into_columns(name, tmp_path):
    head = """---
title: "Bridge hit: two spans fall"
date: 2022-10-08T06:10:00Z
author:
  name: Anna Smith
source: Courier
tags: [bridge, Kerch]
summary: >
  A lorry blew up
  on the bridge.
draft: no
---"""
    articles = read_corpus(write(tmp_path, f"press/{name}", f"{head}\n\nA lorry blew up.\n\n---\n\nMore.\n"))
    expected = {
        "outlet": "Courier", "title": "Bridge hit: two spans fall", "byline": "Anna Smith", "draft": "no",
        "date": pd.Timestamp("2022-10-08"), "text": "A lorry blew up.\n\n---\n\nMore.",
        "tags": "bridge; Kerch", "summary": "A lorry blew up on the bridge.",
    }  # fmt: skip
    if name.endswith(".md"):
        expected["text"] = "A lorry blew up.\n\nMore."  # in Markdown a rule is markup
    assert {key: articles[key][0] for key in expected} == expected
    assert read_problems(articles).empty


def test_a_header_that_is_nearly_yaml_is_read_by_its_lines():
    text = "---\ntitle: Kyiv: a city waits\ndate: 2022-11-17\n---\nIt was dark."
    assert read_front(text) == {"title": "Kyiv: a city waits", "date": "2022-11-17", "text": "It was dark."}


@pytest.mark.parametrize(
    "text", ["---\n\nIt was dark.\n\n---\n\nMore.", "---\nIt was dark.", "It was dark.\n\n---\na: b\n---\n"]
)
def test_a_rule_across_the_page_is_no_header(text, tmp_path):
    assert read_one(write(tmp_path, "a.txt", text))[0]["text"] == text.strip()


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Smith", "BY ANNA SMITH", "By Anna Smith and Ben Jones",
        "By Anna Smith, The Associated Press",
        "**By Anna Smith**", "_By Ursula von der Leyen in Kyiv_", "By: Oleh O'Neill-Petrenko",
    ],
)  # fmt: skip
def test_a_byline_as_the_first_line_becomes_a_column(line, tmp_path):
    fields, _ = read_one(write(tmp_path, "a.txt", f"title: Bridge hit\n\n{line}\n\nA lorry blew up."))
    assert fields["text"] == "A lorry blew up."
    assert fields["byline"] == line.strip("*_").removeprefix("By").removeprefix("BY").strip(": ")


@pytest.mark.parametrize(
    "line",
    [
        "By Friday Morning", "By Land and Sea", "By Any Means", "By the river", "By Friday, Russia had left.",
        "By Anna Smith the bridge was seen as lost.", "Byron Smith", "By Reuters",
    ],
)  # fmt: skip
def test_a_first_line_that_only_begins_like_a_byline_stays_in_the_text(line, tmp_path):
    fields, _ = read_one(write(tmp_path, "a.txt", f"{line}\n\nA lorry blew up."))
    assert fields["text"] == f"{line}\n\nA lorry blew up."
    assert "byline" not in fields


def test_a_text_file_is_a_table_of_one_row(tmp_path):
    table, problems = read_text_file(write(tmp_path, "a.txt", "title: Bridge hit\n\nA lorry blew up."))
    assert table.to_dict("records") == [{"title": "Bridge hit", "text": "A lorry blew up."}]
    assert problems == []


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_table_is_read_whatever_its_delimiter(tmp_path, mark):
    file = write(tmp_path, "a.csv", f'date{mark}text\n2022-11-17{mark}"One{mark} ""two""\nthree"\n')
    table, problems = read_delimited(file)
    expected = pd.DataFrame({"date": ["2022-11-17"], "text": [f'One{mark} "two"\nthree'], "row": [2]})
    pd.testing.assert_frame_equal(table, expected.astype({"date": "str", "text": "str"}))
    assert problems == []


def test_a_csv_made_by_a_spreadsheet_is_read(tmp_path):
    content = "sep=;\r\nDate;Headline;Text\r\n17.11.2022;“Over”;It’s over.\r\n"
    table, problems = read_delimited(write(tmp_path, "a.csv", content.encode("cp1252")))
    assert table.loc[0, ["Headline", "Text"]].tolist() == ["“Over”", "It’s over."]
    assert problems == [{"row": None, "what": "not UTF-8", "done": "read as cp1252"}]


def test_empty_columns_without_a_name_are_ignored_and_their_cells_are_not(tmp_path):
    file = write(tmp_path, "a.csv", "text,labels,,\nOne,1,,\nTwo,0,,Fake = 0\n")
    table, problems = read_delimited(file)
    assert list(table) == ["text", "labels", "column_4", "row"]
    assert problems == [
        {"row": 3, "what": "a cell in a column without a name", "done": "kept in column_4: Fake = 0"}
    ]


def test_rows_that_are_too_short_or_too_long_lose_nothing(tmp_path):
    table, problems = read_delimited(write(tmp_path, "a.csv", "text,outlet\nOne\nTwo,Courier,extra\n"))
    assert table.loc[0].tolist() == ["One", "", "", 2]
    assert table.loc[1].tolist() == ["Two", "Courier", "extra", 3]
    assert [problem["row"] for problem in problems] == [2, 3]


def test_a_quote_mark_that_does_not_pair_swallows_no_row_of_a_tsv(tmp_path):
    table, _ = read_delimited(write(tmp_path, "a.tsv", 'text\toutlet\n"One\tCourier\nTwo\tCourier\n'))
    assert table["text"].tolist() == ['"One', "Two"]


def test_json_lines_a_list_and_a_packed_answer_are_the_same_articles(tmp_path):
    records = [{"title": "A", "speaker": ["Anna", "Ben"]}, {"title": "B", "speaker": None}]
    lines = "\n".join(json.dumps(record) for record in records)
    files = [
        write(tmp_path, "a.jsonl", lines),
        write(tmp_path, "b.json", json.dumps(records)),
        write(tmp_path, "c.json", json.dumps({"status": "ok", "articles": records})),
        write(tmp_path, "d.jsonl.gz", gzip.compress(lines.encode())),
    ]
    expected = pd.DataFrame({"title": ["A", "B"], "speaker": ["Anna; Ben", None], "row": [1, 2]})
    for file in files:
        table, problems = read_json(file)
        pd.testing.assert_frame_equal(table, expected, check_dtype=False)
        assert problems == []


def test_objects_inside_a_record_become_columns_of_their_own(tmp_path):
    author = {"name": "Anna", "desk": {"city": "Kyiv"}}
    records = [
        {"headline": "A", "content": {"rendered": "One."}, "source": {"id": "c", "name": "Courier"},
         "author": author, "tags": ["war", "grain"], "places": [{"name": "Kherson"}, {"lat": 46.6}]},
        {"headline": "B", "content": {"rendered": "Two."}, "source": {"id": "h", "name": "Herald"}},
    ]  # fmt: skip
    write(tmp_path, "a.json", json.dumps(records))
    pd.DataFrame(records[:1]).to_parquet(tmp_path / "b.parquet")
    expected = {
        "outlet": "Courier", "title": "A", "text": "One.", "source.id": "c", "byline": "Anna",
        "author.desk.city": "Kyiv", "tags": "war; grain",
    }  # fmt: skip
    for name in ("a.json", "b.parquet"):
        articles = read_corpus(tmp_path / name).set_index("title", drop=False).loc["A"]
        assert {key: articles[key] for key in expected} == expected
        assert articles["places"].startswith("Kherson; {")
    assert read_corpus(tmp_path / "a.json")["outlet"].tolist() == ["Courier", "Herald"]


def test_a_column_of_its_own_name_wins_over_one_inside_an_object():
    table = pd.DataFrame(columns=["text", "text.value", "source.id", "source.name"])
    assert list(table.rename(columns=match_names(tuple(table)))) == [
        "text",
        "text.value",
        "source.id",
        "outlet",
    ]


def test_records_that_stand_in_lists_of_their_own_are_all_read(tmp_path):
    pages = {f"p{n}": {"place": n, "revisions": [{"words": f"Ship {n} left.", "n": n}]} for n in range(3)}
    file = write(tmp_path, "a.json", json.dumps({"query": {"pagez": pages}}))
    articles = read_corpus(file, columns={"text": "words"})
    assert sorted(articles["text"]) == ["Ship 0 left.", "Ship 1 left.", "Ship 2 left."]


def test_a_line_that_is_not_json_is_reported_and_the_others_are_read(tmp_path):
    table, problems = read_json(write(tmp_path, "a.jsonl", '{"text": "One"}\n{"text": \n\n{"text": "Two"}\n'))
    assert table["row"].tolist() == [1, 4]
    assert problems == [{"row": 2, "what": "not a JSON object", "done": "left out"}]


def test_what_is_no_json_and_no_parquet_says_so(tmp_path):
    with pytest.raises(ValueError, match="holds no JSON object"):
        read_json(write(tmp_path, "a.json", "no"))
    with pytest.raises(ValueError, match="is not a Parquet file"):
        read_parquet(write(tmp_path, "a.parquet", "no"))


def test_parquet_keeps_dates_and_joins_lists(tmp_path):
    days = pd.to_datetime(["2022-11-17T23:30:00+02:00"])
    pd.DataFrame({"text": ["One"], "date": days, "tags": [["a", "b"]]}).to_parquet(tmp_path / "a.parquet")
    table, _ = read_parquet(tmp_path / "a.parquet")
    assert table["tags"].tolist() == ["a; b"]
    assert read_dates(table["date"])[0].tolist() == [pd.Timestamp("2022-11-17")]


def test_a_picture_named_as_a_text_is_left_out_and_is_a_problem(tmp_path):
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01")
    (tmp_path / "story.txt").write_text("date: 2022-11-17\n\nThe bridge was closed.\n", encoding="utf-8")
    articles = read_corpus(tmp_path)
    problems = read_problems(articles)
    assert len(articles) == 1
    assert problems[problems["file"] == "photo.txt"]["done"].tolist() == ["left out"]
