"""Texts with slips that tests of cleaning share."""

import pandas as pd
from hypothesis import strategies as st

# What a text can be made of: words, slips, marks, headers.
PARTS = [
    "the", "Russia", "theRussia", "in", "Kherson", "inKherson", "said", "well", "U.S", "Mr", "They", "No",
    "inthe", "saidon",
    "s", "..", ".", "...", ",", " ", " ", "  ", "\n", "\n\n", "“", "”", "’", "‘", '"', "'", "`", "´", "„",
    "-", " - ", "—", "(", ")", "(Reuters)", "KYIV", "Nov 17", "17 November 2022", "/TASS/", "&amp;", "&",
    "amp;", "&#39;", "�", "_", "�_s", "â€™", "Ã³", "é", "\u00ad", "\u200b", "\u00a0", "\t", "\r", "\r\n",
    "\x85", "z\u030c", "2022", "Wed", "05 Apr 2017", "22:33", "Bridge hit at dawn", "it", "A", ":", "!",
    "?", "\u0153", "Я", "``", "''",
]  # fmt: skip
texts = st.lists(st.sampled_from(PARTS), max_size=25).map("".join) | st.text(max_size=80)


def make_articles(*rows, outlet="Courier"):
    texts = [row if isinstance(row, tuple) else ("", row) for row in rows]
    return pd.DataFrame(
        {
            "article_id": [str(number) for number in range(len(texts))],
            "outlet": outlet,
            "date": pd.to_datetime("2022-11-17"),
            "title": [title for title, _ in texts],
            "text": [text for _, text in texts],
        }
    )
