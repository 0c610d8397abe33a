"""Crawls: pages of a WARC file as articles."""

import gzip
import io
import re

import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers.warcfile import read_warc
from analysis.store.measured import measure_corpus

PAGE = """<html><head><title>Bridge falls in {town}</title>
<meta property="article:published_time" content="2022-11-17T08:00:00Z"><meta name="author" content="Ada Lind">
</head><body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Bridge falls in {town}</h1>
<p>The bridge over the river at {town} fell on Thursday after a week of shelling, the governor said.</p>
<p>"We heard it in the cellar," said a woman who keeps the ferry. Nobody was hurt, and nobody crossed.</p>
<p>Engineers from the capital are to look at the piers in the morning, if the shelling of the bank stops.</p>
</article><footer>All rights reserved. Cookies. Contact us.</footer></body></html>"""


def write_warc(path, pages, *, chunked=False):
    """A WARC file of pages: address, status, kind and body."""
    from warcio import statusandheaders as headers
    from warcio import warcwriter

    with path.open("wb") as file:
        writer = warcwriter.WARCWriter(file, gzip=path.suffix == ".gz")
        for number, (address, status, kind, body) in enumerate(pages):
            fields = [("Content-Type", kind), *([("Transfer-Encoding", "chunked")] if chunked else [])]
            answer = headers.StatusAndHeaders(status, fields, protocol="HTTP/1.1")
            named = {"WARC-Record-ID": f"<urn:uuid:0000-{number}>", "WARC-Date": "2023-01-01T00:00:00Z"}
            writer.write_record(
                writer.create_warc_record(
                    address, "response", payload=io.BytesIO(body.encode()), http_headers=answer,
                    warc_headers_dict=named,
                )
            )  # fmt: skip
    return path


def damage(file, *changes, digests=True):
    """Change bytes of a WARC file that is not packed; without `digests` it has no checksums."""
    data = file.read_bytes()
    for before, after in changes:
        assert data.count(before) == 1
        data = data.replace(before, after)
    if not digests:
        data = re.sub(rb"WARC-(?:Block|Payload)-Digest: [^\r]*\r\n", b"", data)
    file.write_bytes(data)


def crawl(folder):
    html = "text/html; charset=utf-8"
    return write_warc(folder / "crawl.warc.gz", [
        ("https://www.courier.example/a", "200 OK", html, PAGE.format(town="Slavuta")),
        ("https://www.courier.example/logo.png", "200 OK", "image/png", "PNG"),
        ("https://www.courier.example/gone", "404 Not Found", html, PAGE.format(town="Nowhere")),
        ("https://ledger.example/b", "200 OK", html, PAGE.format(town="Rivne")),
        ("https://ledger.example/", "200 OK", html, "<html><body></body></html>"),
    ])  # fmt: skip


def test_the_pages_of_a_crawl_are_articles_and_a_page_without_one_is_a_problem(tmp_path):
    crawl(tmp_path)
    articles = read_corpus(tmp_path)
    assert articles[["article_id", "outlet", "title", "byline"]].values.tolist() == [
        ["0000-0", "courier.example", "Bridge falls in Slavuta", "Ada Lind"],
        ["0000-3", "ledger.example", "Bridge falls in Rivne", "Ada Lind"],
    ]  # fmt: skip
    assert articles["date"].dt.strftime("%Y-%m-%d").tolist() == ["2022-11-17"] * 2
    assert articles["crawled"].tolist() == ["2023-01-01T00:00:00Z"] * 2
    text = articles["text"].iat[0]
    assert "fell on Thursday" in text
    assert text.count("\n\n") >= 2
    assert "Cookies" not in text
    problems = read_problems(articles)
    assert problems[["row", "what", "done"]].values.tolist() == [[5, "no article in the page", "left out"]]


def test_a_crawl_has_the_same_tables_with_and_without_a_store(tmp_path):
    (tmp_path / "corpus").mkdir()
    crawl(tmp_path / "corpus")
    stored = measure_corpus(tmp_path / "corpus", store=tmp_path / "store")
    plain = measure_corpus(tmp_path / "corpus")
    assert stored.sentences["text"].tolist() == plain.sentences["text"].tolist()
    assert "Slavuta" in plain.mentions["name"].tolist()


@pytest.mark.parametrize("lost", [1, 50, 200, 400, 900])
@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_that_breaks_off_is_read_up_to_there_and_says_so(tmp_path, lost, packed):
    file = crawl(tmp_path)
    if not packed:
        file.with_suffix("").write_bytes(gzip.decompress(file.read_bytes()))
        file.unlink()
        file = file.with_suffix("")
    file.write_bytes(file.read_bytes()[:-lost])
    articles = read_corpus(tmp_path)
    assert articles["article_id"].iat[0] == "0000-0"
    assert "damaged, or breaks off, in or after this record" in read_problems(articles)["what"].tolist()


def test_a_crawl_without_pages_is_an_error(tmp_path):
    write_warc(tmp_path / "empty.warc", [("https://a.example/x", "200 OK", "image/png", "PNG")])
    with pytest.raises(ValueError, match=r"empty\.warc holds no page with an article"):
        read_corpus(tmp_path / "empty.warc")


@pytest.mark.parametrize("digests", [True, False])
@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        (b"HTTP/1.1 200 OK", b"HTTP/1.1 2\xf90 OK", "a page whose status is damaged"),
        (b"HTTP/1.1 200 OK", b"HTTP/1.1 OK", "a page whose status is damaged"),
        (b"Content-Type: text/html", b"Content-Type: text/htm\xec", "a page that is not marked as HTML"),
        (b"Content-Type: text/html", b"ContentmType: text/html", "a page that is not marked as HTML"),
        (b"WARC-Type: response", b"WARC-Type: respo~se", "a record of a kind that the standard does not"),
        (b"WARC-Target-URI: https", b"WARC-Target-URI: ht\x14ps", "an answer whose head is damaged"),
    ],
)
def test_a_page_whose_marks_are_damaged_is_named(before, after, what, digests, tmp_path):
    pages = [("https://www.courier.example/a", "200 OK", "text/html", PAGE.format(town="Slavuta"))]
    file = write_warc(tmp_path / "crawl.warc", pages)
    damage(file, (before, after), digests=digests)
    table, problems = read_warc(file)
    assert table.empty
    assert [problem["done"] for problem in problems if problem["what"].startswith(what)] == ["left out"]


def test_a_page_with_another_status_is_named_only_where_its_checksum_does_not_fit(tmp_path):
    pages = [("https://a.example/a", "404 Not Found", "text/html", PAGE.format(town="Slavuta"))] * 2
    pages.append(("https://a.example/b", "200 OK", "image/png", "PNG"))
    file = write_warc(tmp_path / "crawl.warc", pages)
    with pytest.raises(ValueError, match="holds no page with an article"):
        read_warc(file)
    second = file.read_bytes().rindex(b"HTTP/1.1 404")
    data = file.read_bytes()
    file.write_bytes(data[:second] + b"HTTP/1.1 504" + data[second + 12 :])
    assert read_warc(file)[1] == [{"row": 2, "what": "a damaged page", "done": "left out"}]


def test_an_article_in_a_damaged_page_is_kept_and_named(tmp_path):
    html = "text/html; charset=utf-8"
    pages = [("https://a.example/a", "200 OK", html, PAGE.format(town="Slavuta"))]
    pages += [("https://a.example/b", "200 OK", html, PAGE.format(town="Rivne"))]
    file = write_warc(tmp_path / "crawl.warc", pages)
    damage(file, (b"at Rivne fell on Thursday", b"at Rivne \x00\xba\xe2 on Thursday"))
    table, problems = read_warc(file)
    assert table["row"].tolist() == [1, 2]
    assert problems == [
        {"row": 2, "what": "a damaged page", "done": "kept as far as it can be read, the rest left out"}
    ]


@pytest.mark.parametrize("size", [b"FFFFF", b"000012", b"zz"])
def test_a_page_in_chunks_of_another_size_than_they_say_is_named(size, tmp_path):
    # Found by `python -m benchmarks fuzz`: chunks that break off are read as they stand.
    body = PAGE.format(town="Slavuta")
    packed = f"{len(body):06x}\r\n{body}\r\n0\r\n\r\n"
    file = write_warc(
        tmp_path / "crawl.warc", [("https://a.example/a", "200 OK", "text/html", packed)], chunked=True
    )
    assert read_warc(file)[1] == []
    damage(file, (f"{len(body):06x}".encode(), size.rjust(6, b"0")))
    assert "a damaged page" in {problem["what"] for problem in read_warc(file)[1]}
