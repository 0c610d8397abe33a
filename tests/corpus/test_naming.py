"""Columns by what they hold: full texts before snippets, headlines where there is no text."""

import json

import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus, read_problems
from tests.corpus.test_articles import write

TEXT = "The council met in the town hall on Monday and agreed to open the road again before winter."


def read_records(folder, *records, name="a.json"):
    """The articles and what is said of them."""
    articles = read_corpus(write(folder, name, json.dumps(list(records))))
    return articles, read_problems(articles)


API = {
    "Guardian": {"response": {"results": [{
        "id": "x/1", "webPublicationDate": "2022-11-17T08:00:00Z", "webTitle": "Bridge hit",
        "sectionName": "World",
        "webUrl": "https://courier.example/1", "fields": {"bodyText": TEXT, "trailText": "Short"}}]}},
    "NYT": {"response": {"docs": [{
        "_id": "nyt://1", "pub_date": "2022-11-17T08:00:00+0000", "headline": {"main": "Bridge hit",
        "kicker": None},
        "source": "courier.example", "lead_paragraph": TEXT, "abstract": "Short",
        "web_url": "https://x.example/1"}]}},
    "NewsAPI": {"status": "ok", "articles": [{
        "source": {"id": None, "name": "courier.example"}, "title": "Bridge hit", "description": "Short",
        "publishedAt": "2022-11-17T08:00:00Z", "content": TEXT, "url": "https://x.example/1"}]},
    "EventRegistry": {"articles": {"results": [{
        "uri": "1", "lang": "eng", "dateTimePub": "2022-11-17T08:00:00Z", "date": "2022-11-17",
        "title": "Bridge hit",
        "body": TEXT, "source": {"uri": "c.example", "title": "courier.example"}}], "totalResults": 1}},
    "news-please": [{
        "title": "Bridge hit", "maintext": TEXT, "text": None, "date_publish": "2022-11-17 08:00:00",
        "description": "Short", "source_domain": "courier.example", "authors": ["Anna"]}],
    "trafilatura": [{
        "title": "Bridge hit", "source": "https://c.example/1", "source-hostname": "courier.example",
        "text": TEXT,
        "raw_text": TEXT.upper(), "hostname": "c.example", "date": "2022-11-17", "excerpt": "Short"}],
    "Fundus": [{
        "title": "Bridge hit", "authors": ["Anna"], "publishing_date": "2022-11-17 08:00:00+00:00",
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [TEXT]}]},
        "publisher": "courier.example"}],
    "WordPress": [{
        "id": 7, "date": "2022-11-17T08:00:00", "title": {"rendered": "Bridge hit"},
        "content": {"rendered": TEXT},
        "excerpt": {"rendered": "Short"}, "link": "https://courier.example/?p=7", "author": 3}],
    "a search server": {"hits": {"total": 1, "hits": [{"_id": "1", "_source": {
        "title": "Bridge hit", "body": TEXT, "date": "2022-11-17", "outlet": "courier.example"}}]}},
    "records by id": {"n1": {"title": "Bridge hit", "text": TEXT, "date": "2022-11-17",
    "outlet": "courier.example"}},
    "a table by columns": {"title": {"0": "Bridge hit"}, "text": {"0": TEXT}, "date": {"0": "2022-11-17"},
                           "outlet": {"0": "courier.example"}},
    "rows under names": [["title", "text", "date", "outlet"], ["Bridge hit", TEXT, "2022-11-17",
    "courier.example"]],
}  # fmt: skip


@pytest.mark.parametrize("name", API)
def test_answers_of_news_apis_need_no_options(name, tmp_path):
    articles = read_corpus(write(tmp_path, "a.json", json.dumps(API[name])))
    [article] = articles.astype({"outlet": "str"}).to_dict("records")
    assert (article["title"], article["text"], article["outlet"]) == ("Bridge hit", TEXT, "courier.example")
    assert article["date"] == pd.Timestamp("2022-11-17")


@pytest.mark.parametrize("name", ["Text", "content", "description", "snippet"])
@pytest.mark.parametrize("full", ["Full Text", "body", "maintext", "article_body"])
def test_full_texts_are_read_and_not_snippets(name, full, tmp_path):
    row = {"outlet": "X", "date": "2022-11-17", name: "The council met in the town hall ...", full: TEXT}
    assert read_records(tmp_path, row)[0]["text"].tolist() == [TEXT]


def test_an_empty_text_is_read_from_another_column_and_a_summary_is_said(tmp_path):
    rows = [
        {"outlet": "X", "date": "2022-11-17", "text": "One road was open.", "body": "", "description": "a"},
        {"outlet": "X", "date": "2022-11-18", "text": "NULL", "body": TEXT, "description": "b"},
        {"outlet": "X", "date": "2022-11-19", "text": "", "body": None, "description": "The dam held."},
    ]
    articles, problems = read_records(tmp_path, *rows)
    assert articles["text"].tolist() == ["One road was open.", TEXT, "The dam held."]
    said = (
        problems[["row", "what", "done"]].astype(object).where(problems["row"].notna(), None).values.tolist()
    )
    assert [3, "no full text", "kept with its description"] in said
    assert problems["what"].eq("texts in two columns").sum() == 1


@pytest.mark.parametrize(
    "word", ["nan", "NaN", "NULL", "null", "None", "N/A", "#N/A", "n/a", "NA", "-", "\\N", "[]"]
)
def test_a_word_for_nothing_is_nothing(word, tmp_path):
    content = "outlet,date,title,text\nX,2022-11-17,T,The men left.\n"
    content += f"{word},{word},{word},The dam held.\nX,,,{word}\n"
    articles = read_corpus(write(tmp_path, "a.csv", content)).set_index("text")
    assert list(articles.index.sort_values()) == ["The dam held.", "The men left."]
    row = articles.loc["The dam held."]
    assert (row["outlet"], row["title"], pd.isna(row["date"])) == ("unknown", "", True)
    said = set(read_problems(read_corpus(tmp_path / "a.csv"))["what"])
    assert said == {"no text", "no outlet", "no date"}


@pytest.mark.parametrize(
    "content",
    [
        "Date,Publisher,Title,url\n2022-11-17,Courier,Bridge hit by lorry,http://x.example/1\n",
        "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        "1,2022-11-18,en,Courier,courier.example,2022-11-17,Bridge hit by lorry,http://x.example/1\n",
        "URL,MobileURL,Date,Title\nhttp://Courier/1,,20221117T043000Z,Bridge hit by lorry\n",
    ],
)
def test_a_table_of_headlines_is_read_and_said(content, tmp_path):
    articles = read_corpus(write(tmp_path, "a.csv", content))
    assert articles[["text", "kind"]].values.tolist() == [["Bridge hit by lorry", "headline"]]
    assert articles["date"].dt.strftime("%Y-%m-%d").tolist() == ["2022-11-17"]
    assert "no column with texts, only headlines" in set(read_problems(articles)["what"])


def test_a_table_of_names_is_no_table_of_headlines(tmp_path):
    with pytest.raises(ValueError, match=r"No column of a\.csv is known as the article's text"):
        read_corpus(write(tmp_path, "a.csv", "name,source\nKyiv,X\n"))


def test_a_text_that_is_a_list_is_its_paragraphs(tmp_path):
    lists = [["One road.", "Two roads."], [{"type": "p", "text": "One road."}, {"text": "Two roads."}]]
    for written in lists:
        articles, _ = read_records(tmp_path, {"outlet": "X", "date": "2022-11-17", "text": written})
        assert articles["text"].tolist() == ["One road.\n\nTwo roads."]
    for written in [
        "['One road.', 'Two roads.']",
        '["One road.", "Two roads."]',
        "['One road.'\n 'Two roads.']",
    ]:
        file = tmp_path / "a.csv"
        pd.DataFrame({"text": [written], "outlet": ["X"]}).to_csv(file, index=False)
        assert read_corpus(file)["text"].tolist() == ["One road.\n\nTwo roads."]


def test_members_of_a_list_that_are_no_records_are_left_out_by_their_number(tmp_path):
    row = {"text": "The men left.", "outlet": "X", "date": "2022-11-17"}
    articles, problems = read_records(tmp_path, row, "The dam held.", None, 7)
    assert len(articles) == 1
    assert problems[["row", "what", "done"]].values.tolist() == [
        [number, "not a JSON object", "left out"] for number in (2, 3, 4)
    ]


def test_all_lists_of_records_are_read(tmp_path):
    pages = {
        "courier": [{"text": "One road.", "outlet": "Courier"}],
        "herald": [{"text": "Two roads.", "outlet": "Herald"}, {"text": "Three roads.", "outlet": "Herald"}],
    }
    assert len(read_corpus(write(tmp_path, "a.json", json.dumps(pages)))) == 3


@pytest.mark.parametrize("end", [1, 40, 90])
def test_a_list_that_breaks_off_gives_its_whole_records(end, tmp_path):
    rows = [{"text": f"The road {number} was open.", "outlet": "X"} for number in range(9)]
    whole = json.dumps({"status": "ok", "articles": rows})
    articles = read_corpus(write(tmp_path, "a.json", whole[:-end]))
    problems = read_problems(articles)
    assert len(articles) in (7, 8, 9)
    assert problems["what"].str.startswith("damaged JSON").any()


def test_more_columns_than_a_table_may_have_lose_no_row(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_MAX_COLUMNS", "20")
    rows = [{"text": f"The road {n} was open.", "outlet": "X", f"only{n}": 1} for n in range(60)]
    articles, problems = read_records(tmp_path, *rows)
    assert len(articles) == 60
    assert problems["what"].str.contains("more than 20 columns").sum() == 1
    content = "text,outlet\nOne road.,X\nTwo," + "," * 30 + "\nThree roads.,X\n"
    articles = read_corpus(write(tmp_path, "b.csv", content))
    assert len(articles) == 2
    left = read_problems(articles).query("done == 'left out'")
    assert left[["row", "what"]].values.tolist() == [
        [3, "more than 20 columns; to allow more, set ANALYSIS_MAX_COLUMNS"]
    ]


def test_a_text_longer_than_a_cell_may_be_is_left_out_and_said(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_MAX_CELL", "50")
    articles = read_corpus(write(tmp_path, "a.csv", f"text,outlet\n{TEXT},X\nThe dam held.,X\n"))
    assert articles["text"].tolist() == ["The dam held."]
    [problem] = read_problems(articles).query("what.str.contains('characters')").to_dict("records")
    assert (problem["row"], problem["done"]) == (2, "left out")
