"""Articles that tests are made with."""

import pandas as pd


def make_articles(*texts, **facts):
    """An article a text, a0, a1 ..., of one outlet and day; `facts` are further columns or other values."""
    keys = {"article_id": [f"a{number}" for number in range(len(texts))], "outlet": "x"}
    day = {"date": pd.Timestamp("2022-11-17"), "title": "", "text": pd.array(texts, dtype="str")}
    return pd.DataFrame({**keys, **day, **facts})


def tell_both_ways(lines):
    """Lines of a form, two pairs of names (which way round) and a word, as one text; and turned round."""
    return [
        " ".join(form.format(a[i ^ turn], b[j ^ turn], word) for form, (a, i), (b, j), word in lines)
        for turn in (False, True)
    ]
