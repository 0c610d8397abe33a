"""The genre of each article: news, opinion, editorial, address or transcript.

What the source says comes first (a column `genre`, a section, the address of the page, the title); then what
the text itself shows (labels of speakers; an address from end to end).
"""

import re

import pandas as pd

from analysis.corpus.genre.one_voice import is_address, is_plainly_news
from analysis.corpus.genre.turn_labels import measure_turns

GENRES = ["news", "opinion", "editorial", "address", "transcript"]
ONE_VOICE = ["address", "transcript"]  # whole texts whose words are their speakers'
TURNS = 0.5  # share of a text in turns from which it is a transcript

EDITORIAL = (
    r"editorials?|leading articles?|leaders?(?: comment)?|(?:our|the [\w ]{2,20}) view"
    r"|(?:from )?the editorial board"
)
OPINION = (
    r"opinions?|op-?eds?|oped|comments?|commentary|commentaries|comment is free|commentisfree|columns?"
    r"|columnists?|viewpoints?|views?|letters?(?: to the editor)?|perspectives?|guest essay|essays?|blogs?"
    r"|contributors?|analysis|analyses|news analysis|analysis and opinion|opinion and analysis|voices|ideas"
    r"|debate|forum|tribune|opini[oó]n|meinung|kommentar|leserbriefe?|d[eé]bats|id[eé]es|opinione|editoriales"
)
ADDRESS = r"address(?:es)?|speech(?:es)?|statements?|communiqu[eé]s?|remarks|messages?|press releases?"
TRANSCRIPT = r"transcripts?|interviews?|q ?(?:&|and) ?a|questions and answers|press (?:conference|briefing)s?"
NEWS = r"news|reports?|reportage|news reports?|features?|wire|briefs?"
SAYS = {
    "editorial": re.compile(rf"(?i)(?:{EDITORIAL})"),
    "opinion": re.compile(rf"(?i)(?:{OPINION})"),
    "transcript": re.compile(rf"(?i)(?:{TRANSCRIPT})"),
    "address": re.compile(rf"(?i)(?:{ADDRESS})"),
    "news": re.compile(rf"(?i)(?:{NEWS})"),
}
# A section or a path may have several parts: "Opinion; Pg. 14", "News / Comment", "/world/opinion/2022/".
PARTS = re.compile(r"\s*[;,/|>:\n]\s*|\s+[-–—]\s+|\bSection\b|(?<=\w)\.\s|\s&\s(?=\w{4})")
URL_SAYS = {
    "editorial": re.compile(r"(?i)editorials?|leaders?"),
    "opinion": re.compile(
        r"(?i)opinions?|op-?ed|commentisfree|comment|commentary|columns?|columnists?|blogs?|letters|views?"
        r"|voices|perspectives?|viewpoints?"
    ),
}
TITLE = re.compile(
    r"(?i)\s*[\[(]?\s*(?:(?P<editorial>editorial|leader|leading article|the \w+ view(?: on)?)"
    r"|(?P<opinion>opinion|op-?ed|comment|commentary|viewpoint|column|letters?(?: to the editor)?|guest essay"
    r"|perspective|analysis|news analysis|essay)|(?P<transcript>transcript|interview|full transcript))"
    r"\s*[\])]?\s*(?:[:|]|[-–—]\s)\s*\S|.*\S\s*(?:\||[-–—])\s*(?P<editorial_last>editorial)\s*$"
    r"|.*\S\s*\|\s*(?P<opinion_last>opinion|comment|analysis|letters)\s*(?:\||$)"
)


def name_genres(articles: pd.DataFrame) -> pd.Series:
    """The genre of each article.

    The first that says one of `GENRES` decides: the column `genre` (one that is not known counts as not
    said), the section, the address of the page, the title; then the text. A text that has a `speaker` is an
    address unless it is plainly news.

    >>> texts = ["Ships left.", "Ships left.", "Q: Why?\\nA: We had to."]
    >>> articles = pd.DataFrame({"title": ["Opinion: Go", "Go", "Go"], "text": texts,
    ...                          "section": ["", "Comment is free", ""]})
    >>> name_genres(articles).tolist()
    ['opinion', 'opinion', 'transcript']
    """
    columns = [
        articles[name].fillna("").astype("str").tolist() if name in articles else [""] * len(articles)
        for name in ("genre", "section", "url", "title", "text", "speaker")
    ]
    genres = [name_genre(*cells) for cells in zip(*columns, strict=True)]
    return pd.Series(pd.array(genres, dtype="str"), index=articles.index)


def add_genres(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles with a column `genre` of `GENRES`; other words of the source stay in `genre_given`."""
    given = articles["genre"].fillna("").astype("str") if "genre" in articles else None
    if given is not None and given.isin(GENRES).all():
        return articles
    named = articles.assign(genre=name_genres(articles))
    return named if given is None else named.assign(genre_given=given)


def name_genre(genre: str, section: str, url: str, title: str, text: str, speaker: str) -> str:
    """The genre of one article, from what its source says and from its text."""
    stated = (
        say_genre(genre) or say_section(section) or say_url(url) or say_title(title) or say_text_head(text)
    )
    if stated:
        return stated
    if measure_turns(text) >= TURNS:
        return "transcript"
    if speaker.strip() and not is_plainly_news(text):
        return "address"
    return "address" if is_address(text, title) else "news"


def say_genre(genre: str) -> str:
    """The genre that a word for a genre means; empty for one that is not known.

    >>> say_genre("Op-Ed"), say_genre("Interview"), say_genre("Feature"), say_genre("Limerick")
    ('opinion', 'transcript', 'news', '')
    """
    plain = genre.strip().replace("_", " ")
    if plain in GENRES:
        return plain
    for part in [plain, *PARTS.split(plain)]:
        for name, pattern in SAYS.items():
            if pattern.fullmatch(part.strip()):
                return name
    return ""


def say_section(section: str) -> str:
    """Whether a section is one of opinion or editorials; a section of news says nothing.

    >>> say_section("Comment is free"), say_section("OPINION; Pg. A14"), say_section("World news")
    ('opinion', 'opinion', '')
    """
    if not section:
        return ""
    for part in [section, *PARTS.split(section)]:
        for name in ("editorial", "opinion", "transcript", "address"):
            if SAYS[name].fullmatch(part.strip().replace("_", " ")):
                return name
    words = section.casefold()
    if "editorial" in words:
        return "editorial"
    return "opinion" if re.search(r"\b(?:opinions?|op-?eds?|comment is free|commentisfree)\b", words) else ""


def say_url(url: str) -> str:
    """Whether a folder of the page's address is one of opinion or editorials.

    >>> say_url("https://example.org/commentisfree/2022/may/3/bridge"), say_url("https://example.org/news/a")
    ('opinion', '')
    """
    if "/" not in url:
        return ""
    host, _, path = re.sub(r"^[a-z]+://", "", url).partition("/")
    folders = [host.partition(".")[0], *re.split(r"[/?#]", path.rstrip("/"))[:-1]]
    for name, pattern in URL_SAYS.items():
        if any(pattern.fullmatch(folder) for folder in folders):
            return name
    return ""


def say_title(title: str) -> str:
    """Whether a title says that the article is opinion, an editorial or a transcript.

    >>> say_title("Opinion | Go now"), say_title("Editorial: Go"), say_title("Opinion polls differ")
    ('opinion', 'editorial', '')
    """
    found = TITLE.match(title)
    return found.lastgroup.partition("_")[0] if found and found.lastgroup else ""


def say_text_head(text: str) -> str:
    """Whether the first line of a text is nothing but a word for a genre: *OPINION*, *Editorial*."""
    first = text.lstrip()[:60].partition("\n")[0].strip(" *_#[]|:.-–—")
    return next((name for name in ("editorial", "opinion") if first and SAYS[name].fullmatch(first)), "")
