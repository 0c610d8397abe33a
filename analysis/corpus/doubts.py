"""Articles that may not be whole: what a text shows, and what several show together. They are kept."""

from collections.abc import Iterable

import pandas as pd

from analysis.readers.doubts import CUT_OFF, doubt_text
from analysis.readers.encoding import LOST
from analysis.readers.language import LEAST, share_common

# So many texts of exactly the same length were cut by a field that holds no more.
SAME_LENGTH, LENGTHY = 5, 200
FOREIGN = "kept; the word lists read English only ({share:.0%} common English words)"


def find_doubts(table: pd.DataFrame) -> list[tuple[int, str, str]]:
    """For each text that is doubted its place in the table, what is doubted, and what was done."""
    doubts: list[tuple[int, str, str]] = []
    # To numpy first: pandas gives texts one by one much more slowly.
    texts, titles = table["text"].to_numpy(dtype=object), table["title"].to_numpy(dtype=object)
    for place, text in enumerate(texts):
        if text and (doubt := doubt_text(text)):
            doubts.append((place, *doubt))
    lengths = pd.Series([len(text) for text in texts])
    common = lengths[lengths >= LENGTHY].value_counts()
    if len(common) and common.iloc[0] >= SAME_LENGTH and common.index[0] == lengths.max():
        done = (
            f"kept; {common.iloc[0]:,} texts have exactly {common.index[0]:,} characters, and none has more"
        )
        doubted = [place for place, what, _ in doubts if what == CUT_OFF]
        for place in lengths.index[lengths == common.index[0]].difference(doubted):
            if not texts[place].rstrip().endswith((".", "!", "?", '"', "”")):
                doubts.append((place, CUT_OFF, done))
    return doubts + find_lost(texts, titles) + find_foreign(table)


def find_lost(texts: Iterable[str], titles: Iterable[str]) -> list[tuple[int, str, str]]:
    """The articles with characters that no encoding reads."""
    found = []
    for place, (text, title) in enumerate(zip(texts, titles, strict=True)):
        if not (text.isascii() and title.isascii()) and (n := text.count(LOST) + title.count(LOST)):
            found.append((place, "characters that no encoding reads", f"{n} kept as {LOST}"))
    return found


def find_foreign(table: pd.DataFrame) -> list[tuple[int, str, str]]:
    """The articles that do not read as English."""
    return [
        (place, "does not read as English", FOREIGN.format(share=share))
        for place, share in enumerate(share_common(table["text"]))
        if share < LEAST
    ]
