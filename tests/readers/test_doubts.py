"""Texts that are no whole articles: each is doubted once, whichever file it stands in."""

import json

import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers.doubts import doubt_text
from tests.corpus.test_articles import write
from tests.readers.made import docx, eml, make_articles, pdf, rtf

TEXT = "The council met in the town hall on Monday and agreed to open the road again before winter."
DOUBTED = {
    "the text is cut off": [TEXT, "The mayor of the town spoke ... [+2345 chars]"],
    "the text breaks off": [TEXT, "The mayor of the town spoke ..."],
    "the text stops at a paywall": [TEXT, "This article is for subscribers only."],
    "a live blog": ["Live updates", TEXT, "The mayor of the town spoke at noon."],
    "a page of links": [f"https://courier.example/{n}" for n in range(6)],
}
# Files of one article by their names, made of its paragraphs.
FILES = {
    "a.txt": "\n\n".join,
    "a.md": "\n\n".join,
    "a.docx": docx,
    "a.rtf": rtf,
    "a.pdf": lambda parts: pdf([[line for part in parts for line in (part, "")]]),
    "a.eml": lambda parts: eml({**make_articles(1)[0], "text": "\n\n".join(parts)}),
    "a.html": lambda parts: "<html><body>" + "".join(f"<p>{part}</p>" for part in parts) + "</body></html>",
    "a.csv": lambda parts: 'outlet,date,text\nX,2022-11-17,"' + "\n\n".join(parts) + '"\n',
    "a.jsonl": lambda parts: json.dumps({"outlet": "X", "date": "2022-11-17", "text": "\n\n".join(parts)}),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("what", DOUBTED)
def test_an_article_that_is_not_whole_is_doubted_once(what, name, tmp_path):
    content = FILES[name](DOUBTED[what])
    file = tmp_path / f"2022-11-17{name}"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    articles = read_corpus(file)
    assert len(articles) == 1
    assert read_problems(articles)["what"].tolist() == [what]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ('{"isAccessibleForFree": false}', "the text stops at a paywall"),
        ('{"@type": "LiveBlogPosting"}', "a live blog"),
    ],
)
def test_what_a_page_and_its_text_both_show_is_doubted_once(data, what, tmp_path):
    paragraphs = "".join(f"<p>{part}</p>" for part in DOUBTED[what])
    script = f"<script type='application/ld+json'>{data}</script>"
    html = f"<html><head>{script}</head><body>{paragraphs}</body></html>"
    articles = read_corpus(write(tmp_path, "2022-11-17.html", html))
    assert read_problems(articles)["what"].tolist() == [what]


def test_a_cell_that_excel_cut_is_doubted_once_where_others_are_as_long(tmp_path):
    rows = [f"X,2022-11-17,{f'{n} bridges fell and '.ljust(32_767, 'x')}" for n in range(6)]
    articles = read_corpus(write(tmp_path, "a.csv", "\n".join(["outlet,date,text", *rows])))
    problems = read_problems(articles)
    assert problems.loc[problems["what"] == "the text is cut off", "row"].tolist() == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (TEXT[:60] + "… [+2345 chars]", "the text is cut off"), (TEXT[:60] + "... [+12 chars]",
        "the text is cut off"),
        (TEXT[:60] + " [truncated]", "the text is cut off"), (TEXT[:60] + "(2345 more characters)",
        "the text is cut off"),
        (TEXT[:60] + " ...", "the text breaks off"), (TEXT[:60] + "…", "the text breaks off"),
        (TEXT[:60] + " [&#8230;]", "the text breaks off"), (TEXT + " Continue reading",
        "the text breaks off"),
        (TEXT + " Read more »", "the text breaks off"), (TEXT + "\n\nSubscribe to continue reading.",
        "the text stops at a paywall"),
        (TEXT + " This article is for subscribers only.", "the text stops at a paywall"),
        (TEXT + " You have reached your limit of free articles.", "the text stops at a paywall"),
        (TEXT + " Already a subscriber? Log in", "the text stops at a paywall"),
        ("\n".join(f"https://courier.example/{n}" for n in range(6)), "a page of links"),
        ("\n".join(f"1{n}:05 The road was open." for n in range(6)), "a live blog"),
        (TEXT + "\n" + "\n\n".join(f"1{n}.05 GMT\nThe road was open." for n in range(6)), "a live blog"),
        ("Live updates: " + TEXT, "a live blog"), ("As it happened\n\n" + TEXT, "a live blog"),
        (TEXT + " You have used all your free articles.", "the text stops at a paywall"),
        ("x" * 32_767, "the text is cut off"),
    ],
)  # fmt: skip
def test_a_text_that_is_no_whole_article_is_kept_and_said(text, what):
    assert doubt_text(text)[0] == what


@pytest.mark.parametrize(
    "text",
    [
        TEXT, f"{TEXT} “We wait …” he said.", TEXT * 20 + " Subscribe to continue reading.",
        f"{TEXT} See https://a.example/1",
        "He signed in to the meeting and logged what he saw.", "At 10:05 the road was open.",
        f"{TEXT} It was live coverage.", "\n".join(f"1{n}:05 It was open." for n in range(4)),
    ],
)  # fmt: skip
def test_a_whole_article_is_not_doubted(text):
    assert doubt_text(text) is None


def test_texts_of_one_and_the_same_length_were_cut_by_a_field(tmp_path):
    rows = [
        f"X,2022-11-{n + 1:02},{(f'The road {n} was open ' + 'and the crews went home ' * 30)[:254]}x"
        for n in range(8)
    ]
    problems = read_problems(read_corpus(write(tmp_path, "a.csv", "outlet,date,text\n" + "\n".join(rows))))
    cut = problems[problems["what"] == "the text is cut off"]
    assert len(cut) == 8
    assert "8 texts have exactly 255 characters" in cut["done"].iloc[0]
