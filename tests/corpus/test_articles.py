"""From files to the articles table: nothing vanishes, and the order of files changes nothing."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.articles import fingerprint_corpus, read_corpus, read_problems

SHARED = Path(__file__).resolve().parents[3] / "shared/data"
SAMPLE = Path(__file__).resolve().parents[2] / "corpus/sample"

CSV = """id,headline,body,source,published,,
7,Bridge hit,A lorry blew up.,Courier,10/8/2022,,
8,Grain deal,Ships left port.,Herald,7/22/2022,,
"""


def write(folder, name, content):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def list_problems(articles):
    return read_problems(articles).astype(object).where(lambda table: table.notna(), None).values.tolist()


def test_a_table_with_usual_names_needs_no_options(tmp_path):
    articles = read_corpus(write(tmp_path, "press.csv", CSV))
    expected = pd.DataFrame(
        {
            "article_id": ["8", "7"],
            "outlet": pd.Categorical(["Herald", "Courier"], categories=["Courier", "Herald"]),
            "date": pd.to_datetime(["2022-07-22", "2022-10-08"]).astype("datetime64[us]"),
            "title": ["Grain deal", "Bridge hit"],
            "text": ["Ships left port.", "A lorry blew up."],
            "file": "press.csv",
        }
    )
    pd.testing.assert_frame_equal(articles, expected.astype({"file": "str"}))
    assert list_problems(articles) == [
        ["press.csv", None, "dates in numbers",
         "read month first: 1 of 2 dates such as 7/22/2022 can only be read so"],
    ]  # fmt: skip


def test_a_column_of_another_name_can_be_named(tmp_path):
    file = write(tmp_path, "press.csv", "medium;woertlich;tag\nCourier;A lorry blew up.;8.10.2022\n")
    with pytest.raises(ValueError, match=r"No column of press\.csv is known as the article's text"):
        read_corpus(file)
    articles = read_corpus(file, columns={"text": "woertlich", "date": "tag"})
    assert articles[["outlet", "text"]].values.tolist() == [["Courier", "A lorry blew up."]]
    assert articles["date"].dt.strftime("%Y-%m-%d").tolist() == ["2022-10-08"]


def test_a_misspelt_column_is_answered_with_the_columns_there_are(tmp_path):
    file = write(tmp_path, "press.csv", "medium,story\nCourier,A lorry blew up.\n")
    with pytest.raises(ValueError, match=r"`columns` must be one of 'text', .*; not 'txet'"):
        read_corpus(file, columns={"txet": "story"})
    for path in (file, tmp_path):
        with pytest.raises(ValueError, match=r"`columns` must be one of 'medium', 'story'; not 'storey'"):
            read_corpus(path, columns={"text": "storey"})


def test_a_column_of_text_files_can_be_named_where_some_have_it(tmp_path):
    write(tmp_path, "Courier/a.txt", "title: A\nwire: AFP\n\nA lorry blew up.")
    write(tmp_path, "Courier/b.txt", "title: B\n\nShips left port.")
    articles = read_corpus(tmp_path, columns={"byline": "wire"})
    assert articles.sort_values("title")["byline"].fillna("").tolist() == ["AFP", ""]
    with pytest.raises(ValueError, match=r"`columns` must be .*'wire'; not 'wires'"):
        read_corpus(tmp_path, columns={"byline": "wires"})


def test_a_folder_of_text_files_and_tables_is_one_corpus(tmp_path):
    write(tmp_path, "Courier/2022-10-08-bridge.txt", "title: Bridge hit\n\nA lorry blew up.")
    write(tmp_path, "Herald/a.txt", "date 2022-10-09 The bridge was open again for cars in one direction.")
    write(tmp_path, "more.jsonl", json.dumps({"text": "Ships left.", "source": {"name": "Ledger"}}))
    write(tmp_path, "scan.png", b"\x89PNG")
    for name in ["README.md", "PROVENANCE.toml", "events.csv", "noise.csv", ".hidden.txt", "codebook.md"]:
        write(tmp_path, name, "")
    articles = read_corpus(tmp_path)
    assert articles[["outlet", "file"]].astype(str).values.tolist() == [
        ["Courier", "Courier/2022-10-08-bridge.txt"],
        ["Herald", "Herald/a.txt"],
        ["Ledger", "more.jsonl"],
    ]
    assert articles["date"].dt.day.tolist()[:2] == [8, 9]
    assert list_problems(articles) == [
        ["more.jsonl", 1, "no date", "kept without a date"],
        ["scan.png", None, "not a format that is read", "left out"],
    ]


def test_a_single_text_file_is_a_corpus_of_one(tmp_path):
    file = write(tmp_path, "seed/2022-11-17.txt", "“It is not great,” Milley said.")
    articles = read_corpus(file)
    assert articles[["outlet", "title", "text"]].astype(str).values.tolist() == [
        ["seed", "", "“It is not great,” Milley said."]
    ]
    assert articles["date"].tolist() == [pd.Timestamp("2022-11-17")]


def test_the_order_and_the_names_of_files_change_nothing(tmp_path):
    stories = [
        f"title: Story {n}\ndate: 2022-10-0{n}\noutlet: Courier\n\nThis is story {n}." for n in range(1, 6)
    ]
    for n, story in enumerate(stories):
        write(tmp_path, f"one/{n}.txt", story)
        write(tmp_path, f"two/{9 - n}.txt", story)
    one, two = read_corpus(tmp_path / "one"), read_corpus(tmp_path / "two")
    pd.testing.assert_frame_equal(one.drop(columns="file"), two.drop(columns="file"))
    assert fingerprint_corpus(one) == fingerprint_corpus(two) == fingerprint_corpus(one[::-1])


def test_the_fingerprint_follows_the_content(tmp_path):
    one = read_corpus(write(tmp_path, "a.csv", CSV))
    other = read_corpus(write(tmp_path, "a.csv", CSV.replace("lorry", "truck")))
    assert fingerprint_corpus(one) != fingerprint_corpus(other)


def test_the_same_article_twice_counts_once_and_is_reported(tmp_path):
    again = (
        CSV + "9,Bridge hit,A  lorry blew up.,Courier,10/8/2022\n10,x,A lorry blew up.,Courier,10/9/2022\n"
    )
    articles = read_corpus(
        write(tmp_path, "press.csv", again + "11,Copy,A lorry blew up.,Herald,10/8/2022\n")
    )
    assert articles["article_id"].tolist() == ["8", "7", "11", "10"]
    assert [problem[1:] for problem in list_problems(articles) if "same" in problem[2]] == [
        [4, "same article twice", "counted once, as row 2"],
        [5, "same text under another date", "kept, as is row 2"],
    ]


def test_one_id_for_two_articles_is_made_unique_and_reported(tmp_path):
    articles = read_corpus(write(tmp_path, "press.csv", CSV.replace("8,Grain", "7,Grain")))
    assert articles["article_id"].is_unique
    assert articles["article_id"].str.startswith("7-").all()
    assert [problem[1:] for problem in list_problems(articles)[1:]] == [
        [2, "one id for different articles", "7 made unique by the content"],
        [3, "one id for different articles", "7 made unique by the content"],
    ]


def test_what_is_missing_in_a_row_is_reported_by_row(tmp_path):
    content = "text,outlet,date\n,Courier,2022-10-08\nOne.,,2022-10-08\nTwo.,Courier,soon\nThree.,Courier,\n"
    articles = read_corpus(write(tmp_path, "a.csv", content))
    assert sorted(articles["text"]) == ["One.", "Three.", "Two."]
    assert [problem[1:] for problem in list_problems(articles)] == [
        [2, "no text", "left out"],
        [3, "no outlet", "called 'unknown'"],
        [4, "date cannot be read", "kept without a date: soon"],
        [5, "no date", "kept without a date"],
    ]


def test_joined_corpora_say_that_their_record_is_lost_and_not_that_there_was_no_problem(tmp_path):
    one = read_corpus(write(tmp_path, "a.csv", "text,outlet,date\nOne.,Courier,soon\n"))
    other = read_corpus(write(tmp_path, "b.csv", "text,outlet,date\nTwo.,Herald,2022-10-08\n"))
    assert read_problems(other).empty
    lost = read_problems(pd.concat([one, other]))
    assert lost["what"].tolist() == ["no record of the reading is with this table"]
    assert "pd.concat drops it" in lost["done"][0]
    both = read_problems(read_corpus(tmp_path))
    assert both[["file", "what"]].values.tolist() == [["a.csv", "date cannot be read"]]


def test_bytes_that_no_encoding_reads_are_reported_by_row(tmp_path):
    content = b"text,outlet\nAll is well.,Courier\n\x81\x95Time is running,Courier\n"
    articles = read_corpus(write(tmp_path, "a.csv", content + b"It was quiet again.,Courier\n" * 60))
    reported = [problem for problem in list_problems(articles) if "encoding" in problem[2]]
    assert reported == [["a.csv", 3, "characters that no encoding reads", "2 kept as �"]]


def test_a_part_of_a_corpus_keeps_the_outlets_of_the_whole(tmp_path):
    file = write(tmp_path, "press.csv", CSV)
    part = read_corpus(file, outlets=["Herald"])
    assert part["outlet"].tolist() == ["Herald"]
    assert list(part["outlet"].cat.categories) == ["Courier", "Herald"]
    assert read_corpus(file, since="2022-10-08")["article_id"].tolist() == ["7"]
    assert read_corpus(file, until="2022-10-08")["article_id"].tolist() == ["8", "7"]
    assert read_corpus(file, until="7 October 2022")["article_id"].tolist() == ["8"]


def test_a_part_that_is_not_there_is_an_error(tmp_path):
    file = write(tmp_path, "press.csv", CSV)
    with pytest.raises(ValueError, match=r"`outlets` must be .*'Courier', 'Herald'; not 'Times'"):
        read_corpus(file, outlets=["Times"])
    with pytest.raises(ValueError, match="The `since` must be a day such as 2022-11-17; not 'soon'"):
        read_corpus(file, since="soon")
    with pytest.raises(
        ValueError, match="No article is left of 2; the corpus holds 2022-07-22 to 2022-10-08"
    ):
        read_corpus(file, since="2023-01-01")


def test_a_table_without_rows_is_a_problem_and_no_corpus(tmp_path):
    file = write(tmp_path, "empty.csv", "title,text,date\n")
    with pytest.raises(ValueError, match="needs at least one article"):
        read_corpus(file)
    write(tmp_path, "press.csv", CSV)
    assert list_problems(read_corpus(tmp_path))[0] == [
        "empty.csv", None, "names of columns, but no row; a corpus needs at least one article", "left out",
    ]  # fmt: skip


def test_a_wrong_path_or_format_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no file or folder"):
        read_corpus(tmp_path / "nowhere")
    with pytest.raises(ValueError, match=r"files that end in .png are not read; save it as one of .atom"):
        read_corpus(write(tmp_path, "a.png", "x"))
    with pytest.raises(ValueError, match=r"No article was found in .*a.png: not a format that is read"):
        read_corpus(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="which is empty"):
        read_corpus(tmp_path / "empty")
    with pytest.raises(ValueError, match="has a text"):
        read_corpus(write(tmp_path, "none.csv", "text,date\n,2022-01-01\n"))


def test_a_table_without_texts_inside_a_folder_is_reported_and_left_out(tmp_path):
    write(tmp_path, "Courier/a.txt", "date: 2022-10-08\n\nA lorry blew up.")
    write(tmp_path, "places.csv", "place,lat\nKerch,45.3\n")
    problems = list_problems(read_corpus(tmp_path))
    assert [problem[0] for problem in problems] == ["places.csv"]
    assert problems[0][2].startswith("No column of places.csv is known as the article's text")


def test_numbers_stay_numbers_and_codes_stay_text(tmp_path):
    content = "text,label,code,score\nOne.,0,007,1.5\nTwo.,1,012,\n"
    articles = read_corpus(write(tmp_path, "a.csv", content)).sort_values("text")
    assert articles["label"].tolist() == [0, 1]
    assert articles["code"].tolist() == ["007", "012"]
    assert articles["score"].tolist()[0] == 1.5


def test_an_article_that_looks_like_code_or_a_formula_comes_in_as_it_is(tmp_path):
    content = 'title,text\n<script>alert(1)</script>,=HYPERLINK("x")\n'
    articles = read_corpus(write(tmp_path, "a.csv", content))
    assert articles[["title", "text"]].values.tolist() == [["<script>alert(1)</script>", '=HYPERLINK("x")']]


def test_the_same_articles_come_out_of_every_format(tmp_path):
    table = pd.DataFrame(
        {"id": ["a1", "a2"], "title": ["One", "Two"], "text": ["First.", "Second."], "outlet": "Courier",
         "date": ["2022-10-08", "2022-10-09"]}
    )  # fmt: skip
    table.to_csv(tmp_path / "a.csv", index=False)
    table.to_csv(tmp_path / "b.csv", index=False, sep=";", encoding="utf-16")
    table.to_csv(tmp_path / "c.tsv", index=False, sep="\t")
    table.to_json(tmp_path / "d.jsonl", orient="records", lines=True)
    table.to_json(tmp_path / "e.json", orient="records")
    table.to_parquet(tmp_path / "f.parquet")
    first, *others = [
        read_corpus(tmp_path / name).drop(columns="file")
        for name in ["a.csv", "b.csv", "c.tsv", "d.jsonl", "e.json", "f.parquet"]
    ]
    for other in others:
        pd.testing.assert_frame_equal(other, first)


def test_the_sample_corpus_reads_without_a_problem():
    articles = read_corpus(SAMPLE)
    assert list_problems(articles) == []
    assert articles["date"].notna().all()
    assert (articles["title"] != "").all()


def test_renaming_the_sample_changes_no_id(tmp_path):
    copied = shutil.copytree(SAMPLE, tmp_path / "renamed")
    assert fingerprint_corpus(read_corpus(copied)) == fingerprint_corpus(read_corpus(SAMPLE))


@pytest.mark.skipif(not SHARED.exists(), reason="FA-KES is not beside this checkout")
def test_all_rows_of_a_real_corpus_are_accounted_for():
    articles = read_corpus(SHARED / "fakes/FA-KES.csv")
    problems = read_problems(articles)
    assert len(articles) + (problems["done"].str.startswith("counted once")).sum() == 804
    assert articles["article_id"].is_unique
    assert articles["date"].notna().all()
    assert articles["outlet"].nunique() == 15
    assert problems.loc[problems["what"] == "dates in numbers", "done"].str.contains("month first").all()
    assert (problems["what"].str.contains("no encoding reads")).sum() == 53
    assert not problems["what"].str.contains("English").any()


@pytest.mark.skipif(not SHARED.exists(), reason="the officials' messages are not beside this checkout")
def test_messages_without_an_outlet_are_called_by_their_file():
    articles = read_corpus(SHARED / "officials/messages_en.jsonl")
    problems = read_problems(articles)
    assert len(articles) + (problems["done"].str.startswith("counted once")).sum() == 351
    assert set(articles["outlet"]) == {"messages_en"}
    assert problems["what"].eq("no column with the outlet").sum() == 1
    assert "Володимир Зеленський" in set(articles["speaker"])
    # One of them is not in English, as it happens.
    assert problems["what"].eq("does not read as English").sum() == 1


def test_a_text_that_opens_with_another_date_is_doubted(tmp_path):
    content = "text,date\nThu Sep 5 2013 Car bomb kills four.,2011-02-02\n"
    content += "6 September 2013 Car bomb kills two.,2013-09-07\n"
    problems = list_problems(read_corpus(write(tmp_path, "press.csv", content)))
    assert problems[1:] == [
        ["press.csv", 2, "the text opens with another date", "kept 2011-02-02; the text says 2013-09-05"]
    ]
