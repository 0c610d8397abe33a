"""The whole files that `python -m benchmarks fuzz` damages: for each kind some real and some made ones."""

import gzip
import io
import json
import random
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import read_corpus
from tests.readers import made

LARGEST = 20_000  # bytes of a text file that is damaged; of a larger one its first records
PROBE = re.compile(rb"[A-Za-z]{3,}(?: [a-z]{2,}){3,5}")
WORDS = re.findall(
    r"\w+",
    "the council met town hall bridge river army mayor road winter crews power water night station people "
    "border market school village report minister train fire shelter convoy harvest ship port grain talks "
    "engineer garden window letter engine doctor teacher lake valley forest paper story island captain",
)
# The real files of the folder of shared data, by the kind of file.
REAL = {
    "CSV": ["fakes/FA-KES.csv", "wikinews/*.csv"],
    "JSON lines": ["officials/*.jsonl"],
    "Nexis, text": ["exports/lexisnexistools/**/*.TXT"],
    "Nexis, Word": ["exports/lexisnexistools/**/*.DOCX"],
    "Nexis, HTML": ["exports/tm.plugin.lexisnexis/**/*.html"],
    "Factiva, HTML": ["exports/tm.plugin.factiva/**/*.html"],
    "Factiva, XML": ["exports/tm.plugin.factiva/**/*.xml"],
    "Europresse": ["exports/tm.plugin.europresse/**/*.html"],
    "Wikinews, API": ["exports/wikinews_api/**/*.json"],
    "WARC": ["exports/warcio/**/*.warc", "exports/warcio/**/*.warc.gz"],
}


@dataclass(frozen=True)
class Sample:
    """A file: its kind, its name, the bytes that are damaged, and words of each of its records.

    Of a file that is packed the bytes of one member are damaged, and packed again; `members` are the others.
    """

    kind: str
    name: str
    data: bytes
    probes: tuple[bytes, ...] = ()
    member: str = ""
    members: tuple[tuple[str, bytes], ...] = ()

    def pack(self, data: bytes) -> bytes:
        """The bytes of the file in which some bytes stand in place of its own."""
        if self.member in ("", "gzip"):
            return gzip.compress(data, 1, mtime=0) if self.member else data
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in (*self.members, (self.member, data)):
                archive.writestr(zipfile.ZipInfo(name), content)
        return file.getvalue()


def list_samples(shared: Path) -> list[Sample]:
    """The files that are damaged; each is read once, for the words of its records."""
    samples = []
    with tempfile.TemporaryDirectory() as folder:
        for kind, name, data in [*make_files(), *find_files(shared)]:
            file = Path(folder, name)
            file.write_bytes(data)
            samples.append(describe_file(open_packed(kind, name, data), file))
            file.unlink()
    return samples


def open_packed(kind: str, name: str, data: bytes) -> Sample:
    """The sample of a file: of a packed one its largest member is damaged, that of the text."""
    if name.endswith(".jsonl.gz"):
        return Sample(kind, name, gzip.decompress(data), member="gzip")
    if not data.startswith(b"PK"):
        return Sample(kind, name, data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {member: archive.read(member) for member in archive.namelist()}
    usual = {"Excel": "xl/worksheets/sheet1.xml", "ZIP": "b/c.csv"}
    member = usual.get(kind, "word/document.xml")
    others = tuple((key, part) for key, part in parts.items() if key != member and len(part) < LARGEST)
    return Sample(kind, name, parts[member], member=member, members=others)


def describe_file(sample: Sample, file: Path) -> Sample:
    """The sample with words of each of its records; without any where its bytes do not show them."""
    try:
        texts = list(read_corpus(file)["text"])
    except ValueError:  # a file of which nothing is read must still do no harm
        texts = []
    # A letter in two parts holds its words twice: which part they are lost from shows nothing.
    twice = sample.name.endswith("parts.eml")
    plain = (
        b""
        if twice or b"\0" in sample.data or sample.data.startswith((b"\x1f\x8b", b"PAR1"))
        else sample.data
    )
    probes = tuple(filter(None, (find_probe(text, plain) for text in texts)))
    return Sample(sample.kind, sample.name, sample.data, probes, sample.member, sample.members)


def find_probe(text: str, data: bytes) -> bytes:
    """Some words of a text that stand once in the bytes of its file; empty where there are none."""
    for found in PROBE.finditer(text.encode()):
        if data.count(found[0]) == 1:
            return found[0]
    return b""


def find_files(shared: Path) -> Iterator[tuple[str, str, bytes]]:
    """The real files of the folder of shared data, the large ones up to the end of a line."""
    for kind, patterns in REAL.items():
        files = sorted({file for pattern in patterns for file in shared.glob(pattern)})
        for number, file in enumerate(files):
            data = file.read_bytes()
            if len(data) > LARGEST and not data.startswith(b"PK"):
                end = data.rfind(b"\n", LARGEST // 2, LARGEST)
                data = data[: end + 1] or data[:LARGEST]
            yield kind, f"real{number}-{file.name}", data


def write_articles(n: int, rng: random.Random) -> list[dict]:
    """Articles of words drawn by lot, of which some stand in no other one."""
    return [
        {
            "title": " ".join(rng.choices(WORDS, k=6)).capitalize(),
            "outlet": rng.choice(["Courier", "Herald, North", "The Times"]),
            "date": datetime(2022, 11, number % 28 + 1),
            "byline": "Anna Smith",
            "text": "\n\n".join(" ".join(rng.choices(WORDS, k=25)).capitalize() + "." for _ in range(2)),
        }
        for number in range(n)
    ]


def make_files() -> Iterator[tuple[str, str, bytes]]:
    """The kind, the name and the bytes of files that are made here."""
    rng = random.Random(14)
    articles = write_articles(12, rng)
    yield from make_tables(articles)
    for name, data in make_answers(articles).items():
        kind = "Media Cloud, GDELT" if name.startswith(("mediacloud", "gdelt")) else "JSON of news APIs"
        yield kind, name, data
    for kind, (name, write) in MADE.items():
        for number in range(2):
            some = articles[6 * number : 6 * number + 6]
            yield kind, f"made{number}-{name}", write(some)
    yield "e-mail", "made-parts.eml", write_parts(articles)
    yield "NewsBank", "made-newsbank.txt", made.newsbank_txt(articles[:6])
    yield "Factiva, RTF", "made-printed.rtf", made.rtf(made.factiva_lines(articles[:6]))
    yield "Nexis, text", "made-lexis.txt", "\n".join(made.nexis_lines(articles[:6])).encode()


def make_tables(articles: list[dict]) -> Iterator[tuple[str, str, bytes]]:
    """Tables of articles in the formats of tables."""
    rows = [
        {"id": f"n{number}", **article, "date": f"{article['date']:%Y-%m-%d}"}
        for number, article in enumerate(articles)
    ]
    table = pd.DataFrame(rows)
    lines = "\n".join(json.dumps(row) for row in rows).encode()
    yield "CSV", "made.csv", table.to_csv(index=False).encode()
    yield "CSV", "made-quoted.csv", table.to_csv(index=False, quoting=1, lineterminator="\r\n").encode()
    yield "CSV", "made-wide.csv", table.to_csv(index=False, sep=";").encode("utf-16")
    yield "TSV", "made.tsv", table.to_csv(index=False, sep="\t", quoting=1).encode()
    plain = table.assign(text=table["text"].str.replace("\n\n", " "))
    yield "TSV", "made-plain.tsv", plain.to_csv(index=False, sep="\t", quoting=3).encode()
    yield "JSON lines", "made.jsonl", lines
    yield "JSON lines", "made-packed.jsonl.gz", gzip.compress(lines)
    yield "JSON", "made.json", json.dumps({"status": "ok", "articles": rows}, indent=1).encode()
    yield "JSON", "made-list.json", json.dumps(rows).encode()
    yield "JSON", "made-columns.json", table.to_json(orient="split").encode()
    yield "Parquet", "made.parquet", table.to_parquet(row_group_size=4)
    yield "Parquet", "made-plain.parquet", table.to_parquet(row_group_size=4, compression=None)


def make_answers(articles: list[dict]) -> dict[str, bytes]:
    """The answers of news services, as their documentation shows them."""
    days = [f"{article['date']:%Y-%m-%dT08:00:00Z}" for article in articles]
    pairs = list(zip(articles, days, strict=True))
    found: dict[str, object] = {
        "newsapi.json": {"status": "ok", "totalResults": len(articles), "articles": [
            {"source": {"id": None, "name": a["outlet"]}, "author": a["byline"], "title": a["title"],
             "url": "http://x.example/1", "publishedAt": day, "content": a["text"]} for a, day in pairs]},
        "guardian.json": {"response": {"status": "ok", "results": [
            {"id": f"world/{day}", "webTitle": a["title"], "webPublicationDate": day,
             "webUrl": "http://x.example/2", "fields": {"bodyText": a["text"]}} for a, day in pairs]}},
        "wordpress.json": [
            {"id": number, "date": day[:-1], "title": {"rendered": a["title"]},
             "content": {"rendered": f"<p>{a['text']}</p>"}} for number, (a, day) in enumerate(pairs)],
        "eventregistry.json": {"articles": {"totalResults": len(articles), "results": [
            {"uri": str(number), "lang": "eng", "date": day[:10], "title": a["title"], "body": a["text"],
             "source": {"title": a["outlet"]}} for number, (a, day) in enumerate(pairs)]}},
        "gdelt.json": {"articles": [
            {"url": f"http://x.example/{number}", "title": a["title"], "domain": "x.example",
             "seendate": f"{a['date']:%Y%m%d}T083000Z"} for number, (a, _) in enumerate(pairs)]},
    }  # fmt: skip
    table = pd.DataFrame([
        {"id": number, "publish_date": day[:10], "title": a["title"], "url": f"http://x.example/{number}",
         "language": "en", "media_name": a["outlet"]} for number, (a, day) in enumerate(pairs)
    ])  # fmt: skip
    answers = {name: json.dumps(value).encode() for name, value in found.items()}
    return {**answers, "mediacloud.csv": table.to_csv(index=False).encode()}


def write_plain(articles: list[dict]) -> bytes:
    """A text file with a header."""
    return "title: {title}\ndate: {date:%Y-%m-%d}\noutlet: {outlet}\n\n{text}".format(**articles[0]).encode()


def write_markdown(articles: list[dict]) -> bytes:
    """A Markdown file with a header in YAML."""
    text = articles[0]["text"].replace("\n\n", "\n\n## More\n\n* ")
    return f"---\ntitle: {articles[0]['title']}\ndate: 2022-11-17\n---\n\n{text}".encode()


def write_page(articles: list[dict]) -> bytes:
    """A web page around an article."""
    first, last = made.page(articles[0]).split(b"</h1>")
    text, footer = last.split(b"</article>")
    return first + b"</h1>" + text[: len(text) // 2] + b"</article>" + footer


def write_letter(articles: list[dict]) -> bytes:
    """A letter of plain text."""
    message = EmailMessage()
    message["From"] = f"{articles[0]['outlet']} <news@courier.example>"
    message["Subject"], message["Date"] = articles[0]["title"], articles[0]["date"]
    message["Message-ID"] = f"<{len(articles[0]['text'])}@courier.example>"
    message.set_content(articles[0]["text"], cte="8bit")
    return message.as_bytes()


def write_parts(articles: list[dict]) -> bytes:
    """A letter in plain text and in HTML; what parts its parts is the same in every run."""
    return re.sub(rb"={5,}\d+==", b"=====1234567890==", made.eml(articles[0]))


def write_mailbox(articles: list[dict]) -> bytes:
    """A mail box of letters."""
    letters = (write_letter([article]).replace(b"\nFrom ", b"\n>From ") for article in articles[:4])
    return b"\n".join(b"From news@courier.example Thu Nov 17 08:00:00 2022\n" + letter for letter in letters)


def write_warc(articles: list[dict]) -> bytes:
    """A crawl of pages."""
    records = b""
    for number, article in enumerate(articles[:3]):
        page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + write_page([article])
        head = f"WARC-Type: response\r\nWARC-Target-URI: http://x.example/{number}\r\n"
        head += f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype=response"
        fields = f"WARC/1.0\r\n{head}\r\nContent-Length: {len(page)}\r\n\r\n"
        records += fields.encode() + page + b"\r\n\r\n"
    return records


def write_archive(articles: list[dict]) -> bytes:
    """A ZIP archive of a text and a table."""
    table = pd.DataFrame(articles[1:])[["title", "outlet", "text"]].to_csv(index=False)
    return made.zipped({"a.txt": articles[0]["text"], "b/c.csv": table})


# By the kind of file: how its name ends, and the function that writes one.
MADE: dict[str, tuple[str, Callable[[list[dict]], bytes]]] = {
    "plain text": ("plain.txt", write_plain),
    "Markdown": ("plain.md", write_markdown),
    "HTML page": ("page.html", write_page),
    "HTML table": ("table.xls", made.html_table),
    "Nexis, text": ("nexis.txt", made.EXPORTS["nexis.txt"]),
    "Nexis, Word": ("lexis.docx", made.EXPORTS["lexis-advance.docx"]),
    "Nexis, RTF": ("lexis.rtf", made.EXPORTS["lexis-advance.rtf"]),
    "Factiva, HTML": ("factiva.html", made.factiva_html),
    "Factiva, XML": ("factiva.xml", made.factiva_xml),
    "Factiva, RTF": ("factiva.rtf", made.factiva_coded_rtf),
    "Europresse": ("europresse.html", made.europresse_html),
    "ProQuest": ("proquest.txt", made.proquest_txt),
    "NewsBank": ("newsbank.txt", made.newsbank_fields),
    "RSS": ("feed.rss", made.rss),
    "Atom": ("feed.atom", made.atom),
    "Wikinews, API": ("answer.json", made.wiki_answer),
    "Wikinews, dump": ("wiki.xml", made.wiki_dump),
    "WARC": ("crawl.warc", write_warc),
    "Word": ("plain.docx", lambda articles: made.docx(articles[0]["text"].split("\n\n"))),
    "RTF": ("plain.rtf", lambda articles: made.rtf(articles[0]["text"].split("\n\n"))),
    "PDF": ("plain.pdf", lambda articles: made.article_pdf(articles[0])),
    "Excel": ("book.xlsx", made.xlsx),
    "e-mail": ("letter.eml", write_letter),
    "mail box": ("letters.mbox", write_mailbox),
    "ZIP": ("archive.zip", write_archive),
}
