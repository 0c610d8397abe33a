"""Sentences for tests of the tagger."""

import pandas as pd


def sentences_of(*texts: str, article: str = "a") -> pd.DataFrame:
    table = pd.DataFrame(
        {"article_id": article, "outlet": "x", "date": pd.Timestamp("2022-11-17"), "text": texts}
    )
    lengths = table["text"].str.len() + 1
    return table.assign(
        sentence_id=range(len(texts)), paragraph=0, start=(lengths.cumsum() - lengths).astype(int)
    )
