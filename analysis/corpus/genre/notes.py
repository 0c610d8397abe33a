"""Lines on the voices of a corpus: whole texts in one voice, opinion, outlets without marks."""

import pandas as pd

from analysis.corpus.genre.genres import ONE_VOICE
from analysis.text.quotations import list_unmarked_outlets
from analysis.wording import count_noun

AUTHORED = ["opinion", "editorial"]
UNMARKED = "their quotations cannot be told from their narration; left out of rankings by quotation"


def describe_genres(articles: pd.DataFrame) -> list[str]:
    """Lines on whole texts in one voice, opinion pieces, and outlets without quotation marks; none if none.

    >>> rows = {"article_id": list("abc"), "outlet": ["X", "Y", "Y"], "date": pd.NaT, "title": "", "text": "",
    ...         "genre": ["address", "news", "transcript"]}
    >>> describe_genres(pd.DataFrame(rows))
    ['2 articles are whole texts in one voice: 1 address and 1 transcript. All articles of X are.']
    """
    if "genre" not in articles:
        return []
    counts = articles["genre"].value_counts()
    return [
        *describe_one_voice(articles, counts),
        *describe_authored(counts),
        *describe_unmarked(articles),
    ]


def describe_one_voice(articles: pd.DataFrame, counts: pd.Series) -> list[str]:
    """The line on addresses and transcripts, with the outlets that print nothing else."""
    n_addresses, n_transcripts = (int(counts.get(genre, 0)) for genre in ONE_VOICE)
    n = n_addresses + n_transcripts
    if not n:
        return []
    kinds = [
        count_noun(number, noun)
        for number, noun in ((n_addresses, "address"), (n_transcripts, "transcript"))
        if number
    ]
    is_whole = articles["genre"].isin(ONE_VOICE).groupby(articles["outlet"].astype("str")).all()
    outlets = sorted(is_whole.index[is_whole])
    verb = "is a whole text" if n == 1 else "are whole texts"
    line = f"{count_noun(n, 'article')} {verb} in one voice: {' and '.join(kinds)}."
    return [f"{line} All articles of {', '.join(outlets)} are." if outlets else line]


def describe_authored(counts: pd.Series) -> list[str]:
    """The line on opinion pieces and editorials."""
    n_opinions, n_editorials = (int(counts.get(genre, 0)) for genre in AUTHORED)
    kinds = [
        count_noun(number, noun)
        for number, noun in ((n_opinions, "opinion piece"), (n_editorials, "editorial"))
        if number
    ]
    return [f"{' and '.join(kinds)}: their judgements are their authors'."] if kinds else []


def describe_unmarked(articles: pd.DataFrame) -> list[str]:
    """The line on outlets without quotation marks."""
    outlets = list_unmarked_outlets(articles)
    if not outlets:
        return []
    n_outlets = count_noun(len(outlets), "outlet")
    return [f"{n_outlets} without quotation marks ({', '.join(outlets)}): {UNMARKED}."]
