"""Files of each format, made for the tests to the documentation of the format; none is anybody's own.

Each function takes articles (dicts of `title, outlet, date, byline, text`; dates as datetime), and gives
bytes.
"""

import io
import json
import zipfile
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

TOWNS = ["Slavuta", "Rivne", "Kerch", "Homs", "Zamzam", "Mosul", "Sumy"]


def make_articles(n=2):
    """Articles that differ in every field, of two paragraphs each."""
    return [
        {
            "title": f"Bridge {number} falls in {TOWNS[number % len(TOWNS)]}",
            "outlet": ["Courier", "Evening Herald"][number % 2],
            "date": datetime(2022, 11, 1 + number % 28),
            "byline": "Anna Smith",
            "text": f"The bridge number {number} over the river fell on Thursday, after a week of "
            f"heavy shelling of "
            f"both banks.\n\nNobody was hurt at bridge {number}, the governor said, and the ferry "
            f"went on all night.",
        }
        for number in range(n)
    ]


def paragraphs(article):
    return article["text"].split("\n\n")


def wrap(text, width=70):
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) + 1 > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def nexis_txt(articles):
    parts = [f"Download Request: Selected Items: 1-{len(articles)}\n\nTerms: bridge\n\n"]
    for number, article in enumerate(articles, start=1):
        body = "\n\n".join(map(wrap, paragraphs(article)))
        parts.append(
            f"\n\n                {number} of {len(articles)} DOCUMENTS\n\n\n                "
            f"{article['outlet']}\n\n"
            f"                {article['date']:%B %-d, %Y %A}\n                  City "
            f"Edition\n\n{article['title']}\n\n"
            f"BYLINE: {article['byline']}\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 42 words\n\n{body}\n\n"
            f"LOAD-DATE: January 9, 2023\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n\n"
            f"                Copyright 2022 {article['outlet']}\n                All Rights Reserved\n"
        )
    return "".join(parts).encode("utf-8-sig")


def nexis_lines(articles):
    """The lines of an export in the newer layout."""
    lines = ["", "Date and Time: Monday, January 9, 2023 10:00:00 AM EST", "Job Number: 1"]
    lines += [f"Documents ({len(articles)})"]
    lines += [f"{number}. {article['title']}" for number, article in enumerate(articles, start=1)]
    for article in articles:
        lines += [
            "",
            "",
            article["title"],
            article["outlet"],
            f"{article['date']:%B %-d, %Y %A} 9:20 AM GMT",
            "",
        ]
        lines += [f"Copyright 2022 {article['outlet']} All Rights Reserved", "", "Section: NEWS; Pg. 3"]
        lines += ["Length: 42 words", f"Byline: {article['byline']}", "Body", "", *paragraphs(article), ""]
        lines += ["Classification", "Language: ENGLISH", "Load-Date: January 9, 2023", "", "End of Document"]
    return lines


def docx(lines, *, style=""):
    """A Word document with a paragraph per line; `style` is that of the first."""
    from docx import Document

    document = Document()
    for number, line in enumerate(lines):
        document.add_paragraph(line, style=style if style and number == 0 else None)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def rtf(lines):
    """An RTF document with a paragraph per line."""
    body = "\\par\n".join(
        "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in line) for line in lines
    )
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Times;}}}}\n{body}\\par}}".encode("ascii")


def factiva_html(articles):
    parts = ["<html><head><title>Factiva</title></head><body>"]
    for number, article in enumerate(articles):
        lead, *tail = [f"<p class='articleParagraph'>{escape(part)}</p>" for part in paragraphs(article)]
        fields = {
            "HD": f"<b>{escape(article['title'])}</b>", "BY": f"By {article['byline']}", "WC": "42 words",
            "PD": f"{article['date']:%-d %B %Y}", "SN": escape(article["outlet"]), "SC": "COUR",
            "LA": "English", "CY": "(c) 2022", "LP": lead, "TD": "".join(tail),
            "AN": f"Document COUR00002022111{number}ei1{number:05}",
        }  # fmt: skip
        rows = "".join(
            f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in fields.items()
        )
        parts.append(f"<div class='article enArticle'><table>{rows}</table></div>")
    return "".join([*parts, "</body></html>"]).encode()


def factiva_lines(articles):
    """The lines of an export that is printed without field codes."""
    lines = []
    for number, article in enumerate(articles):
        lines += [
            article["title"],
            f"By {article['byline']}",
            "42 words",
            f"{article['date']:%-d %B %Y}",
            "09:20",
        ]
        lines += [article["outlet"], "COUR", "English", "(c) 2022", *paragraphs(article)]
        lines += [f"Document COUR00002022111{number}ei1{number:05}", ""]
    return lines


def factiva_xml(articles):
    parts = ['<?xml version="1.0" encoding="utf-8"?><PPSResponse><ppsArticleResponse>']
    for number, article in enumerate(articles):
        lead, *tail = [f"<paragraph>{escape(part)}</paragraph>" for part in paragraphs(article)]
        parts.append(
            f"<ppsarticle><article><accessionNo>C{number}</accessionNo><headline><paragraph>{escape(article['title'])}"
            f"</paragraph></headline><leadParagraph>{lead}</leadParagraph><publicationDate><dateTime>"
            f"{article['date']:%Y-%m-%d}T01:00:00Z</dateTime></publicationDate><sourceName>{article['outlet']}"
            f"</sourceName><tailParagraphs>{''.join(tail)}</tailParagraphs></article></ppsarticle>"
        )
    return "".join([*parts, "</ppsArticleResponse></PPSResponse>"]).encode()


def europresse_html(articles):
    parts = ["<!DOCTYPE html><html><body>"]
    for number, article in enumerate(articles):
        text = "".join(f"<p>{escape(part)}</p>" for part in paragraphs(article))
        parts.append(
            f"<article><header><div><span class='DocPublicationName'>{article['outlet']}</span></div><div>"
            f"<span class='DocHeader'>News, {article['date']:%A, %B %-d, %Y}, p. 3</span></div><div>"
            f"<p class='titreArticleVisu'>{escape(article['title'])}</p></div><div>"
            f"{article['byline']}</div></header>"
            f"<section><div class='DocText'>{text}</div></section><footer><small>© 2022 Owner</small>"
            f"<p>Document number: news·20221117·CO·{number}</p></footer></article>"
        )
    return "".join([*parts, "</body></html>"]).encode()


def proquest_txt(articles):
    rule = "_" * 60
    parts = [f"{rule}\n\nReport Information from ProQuest\n\n"]
    for number, article in enumerate(articles, start=1):
        parts.append(
            f"{rule}\n\nDocument {number} of {len(articles)}\n\n{article['title']}\n\nAuthor: "
            f"{article['byline']}\n\n"
            f"Publication info: {article['outlet']} [Town] {article['date']:%-d %b %Y}: A.1.\n\n"
            f"Full text: {article['text']}\n\nCredit: By {article['byline']}\n\nSubject: Bridges; Rivers\n\n"
            f"Title: {article['title']}\n\nPublication title: {article['outlet']}\n\nPages: A.1\n\n"
            f"Publication date: {article['date']:%b %-d, %Y}\n\nProQuest document ID: 27{number:04}\n\n"
            f"Database: Example\n\n"
        )
    parts.append(f"{rule}\n\nBibliography\n\nCitation style: APA 6th\n\n")
    return "".join(parts).encode()


def newsbank_txt(articles):
    parts = []
    for number, article in enumerate(articles):
        parts.append(
            f"{article['title']}\n{article['date']:%B %-d, %Y} | {article['outlet']} (Town, ST)\n"
            f"Author: {article['byline']} | Section: News | Page: A3\n42 Words\nOpenURL "
            f"Link\n\n{article['text']}\n\n"
            f"• Citation (aglc Style)\n{article['byline']}, 'x', (online) 2022 <http://x.example/{number}>\n\n"
            "Copyright, 2022\n\n"
        )
    return "".join(parts).encode()


def newsbank_fields(articles):
    return "".join(
        f"Paper: {article['outlet']}\nTitle: {article['title']}\nDate: {article['date']:%B %-d, %Y}"
        f"\nSection: News\n"
        f"Page: A3\n\n{article['text']}\n\nCopyright, 2022, {article['outlet']}\nRecord Number: "
        f"1A{number}\n\n"
        for number, article in enumerate(articles)
    ).encode()


def rss(articles):
    items = "".join(
        f"<item><title>{escape(article['title'])}</title><pubDate>{format_datetime(article['date'])}</pubDate>"
        f"<link>http://x.example/{number}</link><dc:creator>{article['byline']}</dc:creator>"
        f"<description>Short.</description><content:encoded><![CDATA["
        f"{''.join(f'<p>{escape(part)}</p>' for part in paragraphs(article))}]]></content:encoded></item>"
        for number, article in enumerate(articles)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Courier</title>'
        f"{items}</channel></rss>"
    ).encode()


def atom(articles):
    entries = "".join(
        f"<entry><title>{escape(article['title'])}</title><published>{article['date']:%Y-%m-%d}T08:00:00Z</published>"
        f"<updated>2023-01-01T00:00:00Z</updated><link href='http://x.example/{number}'/><id>tag:{number}</id>"
        f"<author><name>{article['byline']}</name></author><content type='html'>"
        f"{escape(''.join(f'<p>{part}</p>' for part in paragraphs(article)))}</content></entry>"
        for number, article in enumerate(articles)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Courier</title>{entries}</feed>".encode()


def wiki_page(article):
    body = "\n\n".join(paragraphs(article))
    return f"{{{{date|{article['date']:%B %-d, %Y}}}}}\n{body}\n\n== Sources ==\n* "
    "{{source|url=x}}\n[[Category:A]]"


def wiki_dump(articles):
    pages = "".join(
        f"<page><title>{escape(article['title'])}</title><ns>0</ns><id>{number}</id><revision><id>9{number}</id>"
        f"<timestamp>2023-05-05T00:00:00Z</timestamp><text>{escape(wiki_page(article))}</text></revision></page>"
        for number, article in enumerate(articles, start=1)
    )
    return (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/"><siteinfo><sitename>Wikinews</sitename>'
        f"</siteinfo>{pages}</mediawiki>"
    ).encode()


def wiki_answer(articles):
    pages = {
        str(number): {
            "pageid": number, "ns": 0, "title": article["title"],
            "fullurl": f"https://en.wikinews.org/wiki/{number}",
            "revisions": [
                {"timestamp": "2023-05-05T00:00:00Z", "slots": {"main": {"*": wiki_page(article)}}}
            ],
        }
        for number, article in enumerate(articles, start=1)
    }  # fmt: skip
    return json.dumps({"batchcomplete": "", "query": {"pages": pages}}).encode()


def xlsx(articles, *, cover=0):
    from openpyxl import Workbook

    book = Workbook()
    for number in range(cover):
        book.active.append([f"Cover {number}"])
    book.active.append(["Headline", "Publication", "Date", "Body"])
    for article in articles:
        book.active.append([article["title"], article["outlet"], article["date"], article["text"]])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def page(article):
    """A web page around an article, with a menu and a footer."""
    text = "".join(
        f"<p>{escape(part)} It was said again in the town on the next day.</p>"
        for part in paragraphs(article)
    )
    return (
        f"<!DOCTYPE html><html><head><title>{escape(article['title'])}</title><meta charset='utf-8'>"
        f"<meta property='og:site_name' content='{article['outlet']}'>"
        f"<meta property='article:published_time' content='{article['date']:%Y-%m-%d}T08:00:00Z'>"
        f"<meta name='author' content='{article['byline']}'></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{escape(article['title'])}</h1>{text}{text}</article><footer>Cookies. "
        f"Contact us.</footer>"
        "</body></html>"
    ).encode()


def br(text):
    return escape(text).replace("\n", "<br>")


def html_table(articles):
    """What some programs call a workbook: a table in HTML."""
    cells = [[a["title"], a["outlet"], f"{a['date']:%Y-%m-%d}", a["text"]] for a in articles]
    rows = "".join("<tr>" + "".join(f"<td>{br(cell)}</td>" for cell in row) + "</tr>" for row in cells)
    names = "".join(f"<th>{name}</th>" for name in ("Title", "Source", "Date", "Text"))
    return f"<html><body><table><tr>{names}</tr>{rows}</table></body></html>".encode()


def eml(article):
    message = EmailMessage()
    message["From"] = f"{article['outlet']} <news@courier.example>"
    message["To"] = "reader@example.org"
    message["Subject"] = article["title"]
    message["Date"] = article["date"]
    message["Message-ID"] = "<1@courier.example>"
    message.set_content(article["text"])
    html = "".join(f"<p>{escape(part)}</p>" for part in paragraphs(article))
    message.add_alternative(f"{html}<p><a href='x'>Unsubscribe</a></p>", subtype="html")
    return message.as_bytes()


def pdf(pages):
    """A PDF file with a text layer: a list of lines per page."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T* " for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown}ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1", "replace")
    start = len(data)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return data + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def article_pdf(article):
    lines = [article["title"], "", f"By {article['byline']}", "", f"{article['date']:%-d %B %Y}", ""]
    for part in paragraphs(article):
        lines += [*wrap(part).split("\n"), ""]
    return pdf([lines])


def zipped(files):
    """A ZIP archive of files by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


# Each export by the name of its file, and its function.
EXPORTS = {
    "nexis.txt": nexis_txt,
    "lexis-advance.docx": lambda articles: docx(nexis_lines(articles)),
    "lexis-advance.rtf": lambda articles: rtf(nexis_lines(articles)),
    "lexis-advance.txt": lambda articles: "\n".join(nexis_lines(articles)).encode(),
    "factiva.html": factiva_html,
    "factiva.rtf": lambda articles: rtf(factiva_lines(articles)),
    "factiva.xml": factiva_xml,
    "europresse.html": europresse_html,
    "proquest.txt": proquest_txt,
    "newsbank.txt": newsbank_txt,
    "newsbank-fields.txt": newsbank_fields,
    "feed.rss": rss,
    "feed.atom": atom,
    "wiki.xml": wiki_dump,
    "answer.json": wiki_answer,
    "book.xlsx": xlsx,
    "table.xls": html_table,
}

# A sound file of each format.
SOUND = {
    "HTML": lambda: page(make_articles(1)[0]),
    "Word": lambda: docx(make_articles(1)[0]["text"].split("\n\n")),
    "RTF": lambda: rtf(make_articles(1)[0]["text"].split("\n\n")),
    "PDF": lambda: article_pdf(make_articles(1)[0]),
    "e-mail": lambda: eml(make_articles(1)[0]),
    "Excel": lambda: xlsx(make_articles()),
    "XML": lambda: rss(make_articles()),
    "ZIP": lambda: zipped({"a.txt": "It was dark.", "b/c.csv": "text,outlet\nIt was dark.,X\n"}),
}
