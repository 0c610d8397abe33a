"""Web pages, Word, RTF, PDF, e-mail, Excel and Markdown: one article each, or a table."""

import gzip
import io
import zipfile

import pytest

from analysis.corpus.articles import read_corpus, read_problems
from tests.readers.made import article_pdf, docx, eml, make_articles, page, paragraphs, pdf, rtf, xlsx

[ARTICLE] = make_articles(1)
HEAD = [ARTICLE["title"], f"By {ARTICLE['byline']}", "1 November 2022"]


def write(folder, name, data):
    file = folder / "courier" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx([*HEAD, *paragraphs(ARTICLE)])),
        ("a.rtf", rtf([*HEAD, *paragraphs(ARTICLE)])),
        ("a.doc", rtf([*HEAD, *paragraphs(ARTICLE)])),
        ("a.txt", rtf([*HEAD, *paragraphs(ARTICLE)])),
        ("a.pdf", article_pdf(ARTICLE)),
        ("a.eml", eml(ARTICLE)),
        ("a.txt", "\n\n".join([*HEAD, *paragraphs(ARTICLE)])),
        ("a.txt", "\n".join([*HEAD, "", *paragraphs(ARTICLE)])),
        (
            "a.md",
            f"# {HEAD[0]}\n\n{HEAD[1]}\n\n{HEAD[2]}\n\n" + ARTICLE["text"].replace("bridge", "**bridge**"),
        ),
        ("a.docx", docx(["title: " + HEAD[0], "date: 2022-11-01", *paragraphs(ARTICLE)])),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 10 else "",
)
def test_a_document_is_an_article_with_its_headline_and_its_day(name, data, tmp_path):
    articles = read_corpus(write(tmp_path, name, data))
    assert articles["title"].tolist() == [ARTICLE["title"]]
    assert articles["date"].dt.strftime("%Y-%m-%d").tolist() == ["2022-11-01"]
    assert articles["text"].tolist() == [ARTICLE["text"]] or name == "a.txt"
    assert "By Anna" not in articles["text"].iat[0]
    assert articles["outlet"].iat[0] == ("Courier" if name == "a.eml" else "courier")
    assert read_problems(articles).empty


def test_the_title_of_a_word_document_is_the_line_in_that_style(tmp_path):
    data = docx(["The dam held.", *paragraphs(ARTICLE)], style="Title")
    assert read_corpus(write(tmp_path, "a.docx", data))["title"].tolist() == ["The dam held."]


def test_a_web_page_is_its_article_without_menu_and_footer(tmp_path):
    articles = read_corpus(write(tmp_path, "a.html", page(ARTICLE)))
    assert articles[["title", "outlet", "byline"]].values.tolist() == [
        [ARTICLE["title"], "Courier", "Anna Smith"]
    ]
    assert articles["date"].dt.strftime("%Y-%m-%d").tolist() == ["2022-11-01"]
    assert "Cookies" not in articles["text"].iat[0]
    assert "Home" not in articles["text"].iat[0]
    assert articles["text"].iat[0].count("\n\n") >= 1


def test_a_plain_page_is_its_text_and_its_encoding_is_the_one_that_it_names(tmp_path):
    html = (
        "<html><head><meta charset='windows-1251'><title>Мост</title></head><body><p>Мост "
        "закрыт.</p></body></html>"
    )
    articles = read_corpus(write(tmp_path, "2022-11-17.html", html.encode("cp1251")))
    assert articles[["title", "text"]].values.tolist() == [["Мост", "Мост закрыт."]]
    assert articles["date"].dt.day.tolist() == [17]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The council met on Monday.\n\nSubscribe now to continue reading.", "the text stops at a paywall"),
        ("The council met on Monday and agreed to open… [+2345 chars]", "the text is cut off"),
        ("The council met on Monday and agreed to…", "the text breaks off"),
        ("Live updates\n\nIt was dark.", "a live blog"),
        ("\n\n".join(f"{hour}:15 GMT\nShots were heard." for hour in range(10, 16)), "a live blog"),
    ],
)
def test_what_is_no_whole_article_is_kept_and_named(text, what, tmp_path):
    articles = read_corpus(write(tmp_path, "2022-11-17.txt", text))
    assert len(articles) == 1
    assert what in read_problems(articles)["what"].tolist()


def test_a_page_behind_a_paywall_and_a_live_blog_say_so_in_their_data(tmp_path):
    start = "<script type='application/ld+json'>"
    for name, data, what in [
        ("a.html", '{"@type": "NewsArticle", "isAccessibleForFree": false}', "the text stops at a paywall"),
        ("b.html", '{"@type": "LiveBlogPosting"}', "a live blog"),
    ]:
        html = page(ARTICLE).decode().replace("</head>", f"{start}{data}</script></head>")
        assert read_problems(read_corpus(write(tmp_path, name, html)))["what"].tolist() == [what]


def test_a_page_of_links_says_so(tmp_path):
    links = "".join(
        f"<p><a href='/{n}'>The dam of town number {n} held through the whole night</a></p>"
        for n in range(20)
    )
    articles = read_corpus(
        write(tmp_path, "2022-11-17.html", f"<html><body><article>{links}</article></body></html>")
    )
    assert "a page of links" in read_problems(articles)["what"].tolist()


def test_a_scan_is_left_out_and_told_to_be_recognised_first(tmp_path):
    write(tmp_path, "a.pdf", pdf([[], []]))
    write(tmp_path, "b.txt", ARTICLE["text"])
    problems = read_problems(read_corpus(tmp_path / "courier"))
    assert problems["file"].tolist()[0] == "a.pdf"
    assert "no page has a text layer" in problems["what"].iat[0]


def test_a_page_of_a_pdf_without_text_is_named_and_the_others_are_read(tmp_path):
    articles = read_corpus(write(tmp_path, "2022-11-17.pdf", pdf([["It was dark."], []])))
    assert articles["text"].tolist() == ["It was dark."]
    assert read_problems(articles)["what"].tolist() == ["page 2 has no text layer"]


def test_lines_of_a_pdf_are_paragraphs_and_words_are_whole(tmp_path):
    lines = [
        "The dam above the town held through the long night, the engi-",
        "neers said. The road was open.",
        "",
    ]
    lines += ["Crews went home in the morning and nobody was hurt at all."]
    articles = read_corpus(write(tmp_path, "2022-11-17.pdf", pdf([lines])))
    assert (
        articles["text"]
        .iat[0]
        .startswith("The dam above the town held through the long night, the engineers said.")
    )


def test_a_newsletter_in_html_is_read_without_its_footer(tmp_path):
    mail = (
        b"From: Herald Daily <a@b.example>\nSubject: =?utf-8?b?0JzQvtGB0YI=?=\nDate: Thu, 17 Nov "
        b"2022 08:00:00 +0000\n"
        b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
        b"<p>The dam held.</p><p>Crews went home.</p><p>You received this email because. Unsubscribe</p>"
    )
    articles = read_corpus(write(tmp_path, "a.eml", mail))
    assert articles[["outlet", "title", "text"]].values.tolist() == [
        ["Herald Daily", "Мост", "The dam held.\n\nCrews went home."]
    ]


def test_rows_above_the_names_and_sheets_without_a_text_are_named(tmp_path):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(xlsx(make_articles(3), cover=2)))
    book.create_sheet("Notes").append(["Key", "Value"])
    book["Notes"].append(["a", "b"])
    book.save(tmp_path / "a.xlsx")
    articles = read_corpus(tmp_path / "a.xlsx")
    assert len(articles) == 3
    assert read_problems(articles).fillna({"row": 0})[["row", "what", "done"]].values.tolist() == [
        [0, "sheet 'Notes' has no column that is known as a text", "1 rows left out"],
        [1, "sheet 'Sheet': a row above the names of the columns", "left out"],
        [2, "sheet 'Sheet': a row above the names of the columns", "left out"],
    ]


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0k\0b\0o\0o\0k" * 3, "save it as .xlsx"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0d\0D\0o\0c" * 3, "save it as .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_what_is_not_read_says_what_to_save_it_as(name, data, advice, tmp_path):
    with pytest.raises(ValueError, match=advice):
        read_corpus(write(tmp_path, name, data))


def test_an_encrypted_pdf_is_left_out_and_says_so(tmp_path):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(article_pdf(ARTICLE))))
    try:
        writer.encrypt("secret", algorithm="RC4-128")
    except Exception:
        pytest.skip("this pypdf encrypts with another package only")
    file = io.BytesIO()
    writer.write(file)
    with pytest.raises(ValueError, match="encrypted"):
        read_corpus(write(tmp_path, "a.pdf", file.getvalue()))


@pytest.mark.parametrize(
    ("name", "data", "format_name"),
    [
        ("a.csv", xlsx(make_articles()), "Excel"),
        ("a.txt", b"title,source,date,text\nA,Courier,2022-11-17,It was dark.\n", "delimited"),
        ("a.txt", b'[{"text": "It was dark.", "outlet": "Courier"}]', "JSON"),
        ("a.txt", page(ARTICLE), "HTML"),
        ("a.xls", b"title\tsource\ttext\nA\tCourier\tIt was dark.\n", "delimited"),
        ("a.dat", docx(paragraphs(ARTICLE)), "Word"),
        ("a", article_pdf(ARTICLE), "PDF"),
        ("a.html", b"<rss><channel><item><title>A</title></item></channel></rss>", "XML"),
        ("a.txt", eml(ARTICLE), "e-mail"),
        ("a.txt", b"date: 2022-11-17\ntitle: A\nsource: Courier\n\nIt was dark, he said.", "text"),
        ("a.txt", b"The text, the title, the date\n\nIt was, he said, dark.", "text"),
        ("a.csv.gz", gzip.compress(b"title,text\nA,It was dark.\n"), "delimited"),
    ],
)
def test_a_file_is_told_by_what_it_holds(name, data, format_name, tmp_path):
    from analysis.readers.formats import find_format

    assert find_format(write(tmp_path, name, data)).name == format_name
    if name != "a.html":
        assert len(read_corpus(tmp_path / "courier" / name)) >= 1


def test_a_word_document_that_is_a_bomb_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_MAX_UNPACKED_MB", "5")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 6 * 2**20)
    with pytest.raises(ValueError, match="ANALYSIS_MAX_UNPACKED_MB"):
        read_corpus(write(tmp_path, "a.docx", file.getvalue()))
