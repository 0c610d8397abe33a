"""What `python -m benchmarks fuzz` and hostile files have found: each input must be read without a loss."""

import gzip
import json

import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers.documents.wordfile import drop_closing
from analysis.readers.exports.leftover import note_leftover
from analysis.readers.jsonfile import GAP, decode_object, read_json
from analysis.readers.markup import strip_tags
from analysis.readers.packed.kinds import PAGE
from analysis.readers.parsing.codepages import WORD
from analysis.readers.xml.pieces import WORDY
from tests.corpus.test_articles import write
from tests.readers.made import (
    EXPORTS,
    article_pdf,
    europresse_html,
    factiva_xml,
    html_table,
    make_articles,
    nexis_txt,
    rss,
    wiki_answer,
    wiki_dump,
    xlsx,
)

ROW = {"title": "Bridge hit", "text": "One road was open.", "outlet": "X", "date": "2022-11-17"}


def test_a_name_that_an_object_has_twice_keeps_both_values(tmp_path):
    # Bytes that were taken out had joined two records into one object.
    joined = '{"text": "One road.", "outlet": "X", "text": "Two roads.", "text": "Three roads."}'
    table, problems = read_json(write(tmp_path, "a.jsonl", joined))
    assert table.loc[0, ["text", "text (again)", "text (again) 2"]].tolist() == [
        "One road.", "Two roads.", "Three roads.",
    ]  # fmt: skip
    assert problems[0]["what"] == "names that an object has twice"


def test_objects_in_one_line_are_records_of_their_own(tmp_path):
    table, problems = read_json(
        write(tmp_path, "a.jsonl", '{"text": "One."}{"text": "Two."}\n{"text": "Three."},\n')
    )
    assert sorted(table["text"]) == ["One.", "Three.", "Two."]
    assert problems == []


def test_nul_characters_that_json_writes_are_left_out(tmp_path):
    articles = read_corpus(write(tmp_path, "a.json", json.dumps([{**ROW, "text": "The dam \0held."}])))
    assert articles["text"].tolist() == ["The dam held."]
    assert "NUL characters" in set(read_problems(articles)["what"])


def test_a_record_that_is_nested_too_deep_is_left_out_alone(tmp_path):
    deep = '{"text": "Deep.", "x": ' + "[" * 200 + "]" * 200 + "}"
    articles = read_corpus(write(tmp_path, "a.json", f"[{json.dumps(ROW)}, {deep}]"))
    assert articles["text"].tolist() == ["One road was open."]
    [problem] = read_problems(articles).query("done == 'left out'").to_dict("records")
    assert (problem["row"], problem["what"][:24]) == (2, "more than 100 levels of ")


@pytest.mark.parametrize("n", [100, 200, 400])
def test_a_damaged_file_is_read_in_pieces_of_a_cost_that_follows_its_length(n):
    text = "[" + ",".join(f'{{"text": "The road {number} was open", "outlet": "X}}' for number in range(n))
    costs = [decode_object(text, place)[2] for place in range(len(text)) if text[place] == "{"]
    assert sum(costs) <= 17 * 2048 * 2 * n


@pytest.mark.parametrize("content", ["[" * 900 + "]" * 900, "{}", "[]", "7", '"x"', "null", "[[]]", "[7]"])
def test_json_without_a_record_says_so(content, tmp_path):
    with pytest.raises(ValueError, match=r"holds no JSON object|No column"):
        read_corpus(write(tmp_path, "a.json", content))


def read_damaged(folder, name, data, old, new):
    """The texts and the problems of a made file in which some bytes are others."""
    assert old in data
    place = data.index(old)
    articles = read_corpus(write(folder, name, data[:place] + new + data[place + len(old) :]))
    problems = read_problems(articles)
    return articles, problems[problems["done"].str.contains("left out")]


@pytest.mark.parametrize(
    ("name", "make", "old", "new"),
    [
        ("a.rss", rss, b"</item><item>", b"</item><xtem>"),
        ("a.rss", rss, b"<dc:creator>", b"<dc:creator"),
        ("a.rss", rss, b"</content:encoded></item>", b"</content:encoded"),
        ("a.xml", factiva_xml, b"<ppsarticle>", b"<ppsartnullicle>"),
        ("a.xml", factiva_xml, b"<leadParagraph>", b"<leadPragraph>"),
        ("a.xml", wiki_dump, b"<revision>", b"<revisi<on>"),
        ("a.xml", wiki_dump, b"</page>", b"</pa\x00ge"),
    ],
)
def test_a_fault_in_a_record_of_xml_costs_no_other_record(tmp_path, name, make, old, new):
    articles, _ = read_damaged(tmp_path, name, make(make_articles(4)), old, new)
    text = " ".join(articles["text"])
    assert all(f"bridge number {number} over" in text for number in (1, 2, 3))
    whats = read_problems(articles)["what"]
    assert whats.str.startswith("a damaged record in line 1").any() or "number 0 over" in text


@pytest.mark.parametrize(
    ("name", "make", "old", "new"),
    [
        ("a.txt", nexis_txt, b"1 of 3 DOCUMENTS", b"1 fo 3 DOCUMENTS"),
        ("a.html", europresse_html, b"<p class='titreArticleVisu'>", b"<p class=\"'titreArticleVisu'>"),
        ("a.html", europresse_html, b"DocPublicationName", b"DocPubli"),
        ("a.xls", html_table, b"<td>The council", b"<t999The council"),
        ("a.pdf", lambda articles: article_pdf(articles[0]), b"met again", b"met) T (again"),
    ],
)
def test_a_text_that_a_fault_hides_is_said(tmp_path, name, make, old, new):
    texts = [
        "The council of the old town met again in the hall and spoke about the price of bread.",
        "Two ships with grain left the port at night while crews worked on the lines of the power station.",
        "A school on the other bank of the river has no windows since the storm that came in the winter.",
    ]
    articles = [{**article, "text": text} for article, text in zip(make_articles(3), texts, strict=True)]
    read, left = read_damaged(tmp_path, name, make(articles), old, new)
    assert len(left) or " ".join(texts) in " ".join(read["text"])


def test_cells_of_a_workbook_that_stand_in_another_row_are_said(tmp_path):
    import io
    import zipfile

    source = zipfile.ZipFile(io.BytesIO(xlsx(make_articles(3))))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for member in source.namelist():
            data = source.read(member)
            if member == "xl/worksheets/sheet1.xml":
                data = data.replace(b'</row><row r="3">', b"")
            archive.writestr(member, data)
    articles = read_corpus(write(tmp_path, "a.xlsx", file.getvalue()))
    assert read_problems(articles).query("what.str.startswith('the cells of this row')")["row"].tolist() == [
        3
    ]


def test_the_pages_of_a_damaged_answer_of_a_wiki_are_read(tmp_path):
    articles, left = read_damaged(
        tmp_path, "a.json", wiki_answer(make_articles(4)), b'}}]}, "2"', b'}}]}}}}, "2"'
    )
    assert len(articles) == 4
    articles, left = read_damaged(tmp_path, "b.json", wiki_answer(make_articles(4)), b'"slots"', b'"sl')
    assert len(articles) == 3
    assert left["what"].tolist()[0] == "damaged JSON"


def test_a_brace_too_many_ends_no_rtf(tmp_path):
    articles, _ = read_damaged(
        tmp_path,
        "a.rtf",
        EXPORTS["factiva-coded.rtf"](make_articles(3)),
        b"bridge number 0",
        b"bridge } number 0",
    )
    assert len(articles) == 3
    assert drop_closing("{a{b}}c}") == "{a{b}c}"


def test_a_row_joined_to_the_names_of_the_columns_is_said(tmp_path):
    text = "id,title,textn0,Bridge hit,One road was open.\nn1,Dam,Two roads.\nn2,Port,Three roads.\n"
    articles = read_corpus(write(tmp_path, "a.csv", text), columns={"text": "textn0"})
    [row] = read_problems(articles).query("what == 'a row joined to the names of the columns'")["row"]
    assert row == 1
    joined = (
        "id,date,title,url,lan2-11-01,Bridge hit,http://x.example/0,en\n1,2022-11-02,Dam,http://x.example/1\n"
    )
    whats = read_problems(read_corpus(write(tmp_path, "b.csv", joined)))["what"]
    assert whats.eq("a row joined to the names of the columns").any()


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.csv", 'text,date\n"One\rdam.",2022-11-17\n"Two\nof.",2022-11-18\n', ["One\ndam.", "Two\nof."]),
        ("a.csv", "id,text\n1,It is\\, he said.\n2,So it is.\n", ["It is, he said.", "So it is."]),
        ("a.csv", "text,date\nOne \0dam.,2022-11-17\nTwo\0 dams.,2022-11-18\n", ["One dam.", "Two dams."]),
        ("a.json", '[{"text": "One\tdam.", "n": ' + "9" * 5000 + "}]", ["One\tdam."]),
        ("a.json", '{"columns": ["text"], "index": [0], "data": [["One.", "X"]]}', ["One."]),
        ("a.json", '[{"text": "<p:It is <b>dark</b> in ' + "the town on a river " * 5 + 'now.</p>"}]', None),
    ],
)  # fmt: skip
def test_these_are_read_whole(tmp_path, name, content, texts):
    articles = read_corpus(write(tmp_path, name, content))
    if texts is None:
        assert "dark" in articles["text"].iat[0]
    else:
        assert sorted(articles["text"]) == texts


def test_open_quote_marks_in_a_file_with_tabs_are_named_by_their_line(tmp_path):
    text = 'title\tdate\ttext\nA\t2022-11-17\t"One.\nB\t2022-11-18\tTwo.\n'
    articles = read_corpus(write(tmp_path, "a.tsv", text))
    assert len(articles) == 2
    assert read_problems(articles).query("what == 'quote marks that do not pair'")["row"].tolist() == [2]


@pytest.mark.parametrize("n", [2000, 20_000, 200_000])
def test_long_words_cost_as_much_as_they_are_long(n):
    # Both patterns had gone back over a word from each of its letters.
    assert WORD.findall(b"a" * n) == [b"a" * n]
    assert GAP.search("a" * n) is None
    assert WORDY.search("a" * n) is None
    assert strip_tags("<!-- " * n).strip() == ""
    assert note_leftover("It was dark there " + "a" * n, []) == []


def test_comments_before_a_page_are_read_once():
    # Each comment could have been part of the one before it: the time doubled with each.
    assert not PAGE.match("<!-- a --> " * 500)
    assert PAGE.match("<!-- a --> " * 500 + "<html>")


def test_words_before_a_damaged_object_are_said(tmp_path):
    lines = [
        json.dumps(ROW) + ', "text": "Two roads to the old town were shut."}',
        '{"text": "One',
        json.dumps(ROW),
    ]
    _, problems = read_json(write(tmp_path, "a.jsonl", "\n".join(lines)))
    assert sum(problem["what"] == "damaged JSON" for problem in problems) >= 2


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        (r"{\rtf1 One.\par Two \*roads to the old town were shut by snow.\par}", True),
        (r"{\rtf1{\fonttbl{\f0 Two roads to the old town were shut by snow.\par}} One.\par}", False),
    ],
)
def test_no_part_of_rtf_is_hidden_unsaid(tmp_path, text, is_read):
    articles = read_corpus(write(tmp_path, "a.rtf", text))
    assert ("roads to the old town were shut" in articles["text"].iat[0]) == is_read
    assert ("a damaged group holds text" in set(read_problems(articles)["what"])) != is_read


def test_a_packed_file_that_breaks_off_is_read_up_to_there(tmp_path):
    lines = [f"{number},2022-11-17,The road {number * 7919 % 10_007} was open." for number in range(2000)]
    packed = gzip.compress("\n".join(["id,date,text", *lines]).encode())
    articles = read_corpus(write(tmp_path, "a.csv.gz", packed[: len(packed) // 2]))
    assert 500 < len(articles) < 1500
    [problem] = read_problems(articles).query("what.str.startswith('damaged packing')").to_dict("records")
    assert problem["done"].startswith("read up to there, line ")
    behind = read_corpus(write(tmp_path, "b.csv.gz", packed + b"junk"))
    assert len(behind) == 2000


def test_a_record_without_a_title_in_a_damaged_table_of_headlines_is_said(tmp_path):
    rows = [{"title": f"Bridge {n} hit", "url": f"http://x.example/{n}"} for n in range(4)]
    rows[2] = {"tytle": "Bridge 2 hit", "url": "http://x.example/2"}
    articles = read_corpus(write(tmp_path, "a.json", json.dumps({"articles": rows}) + "]}"))
    problems = read_problems(articles)
    assert len(articles) == 3
    assert problems.query("what == 'no text'")["row"].tolist() == [3]


def test_two_bytes_at_the_beginning_make_no_utf_16_of_plain_text(tmp_path):
    text = "The council met in the hall and spoke about the price of bread."
    articles = read_corpus(write(tmp_path, "a.txt", b"\xfe\xff" + text.encode()))
    assert text in articles["text"].iat[0]
    for encoding in ("utf-16", "utf-16-be"):
        data = ("\ufeff" if encoding == "utf-16-be" else "") + "Рада зібралася в залі. 市议会开会。"
        articles = read_corpus(write(tmp_path, "b.txt", data.encode(encoding)))
        assert articles["text"].iat[0] == "Рада зібралася в залі. 市议会开会。"


@pytest.mark.parametrize(
    ("damaged", "what"),
    [
        ("<nullp>{}</p>", "a damaged tag holds text"),
        ("<{}</p>", "a damaged tag holds text"),
        ("<p title='7 a.m.><p>{}</p><p>It's cold.</p>", "a damaged tag holds text"),
        (
            "<footer><p>{}</p>" + "<p>The pumps of the harbour were old and worn out.</p>" * 9,
            "most of the page's text",
        ),
    ],
)
def test_text_of_a_page_that_is_in_no_article_is_said(tmp_path, damaged, what):
    lost = "School trains stood for hours in the snow while crews cleared the old bridge of ice."
    kept = "The council met in the hall and spoke about the price of bread for most of the day."
    page = f"<html><body><article><h1>Ice</h1>{{}}<p>{kept}</p></article></body></html>"
    articles = read_corpus(write(tmp_path, "a.html", page.format(damaged.format(lost))))
    said = read_problems(articles)["what"].str.startswith(what).any()
    assert said != (lost in articles["text"].iat[0])


def test_a_sentence_glued_to_a_field_of_an_export_is_said(tmp_path):
    lost = "School trains stood for hours in the snow while crews cleared the old bridge of ice."
    fields = "Paper: Courier\nTitle: Ice {0}\nPage: A3{1}\n\n"
    record = fields + "The council met for {0} hours.\n\nRecord Number: {0}\n"
    articles = read_corpus(write(tmp_path, "a.txt", record.format(1, "") + record.format(2, lost)))
    assert len(articles) == 2
    assert read_problems(articles)["done"].str.contains("School trains stood").any()
