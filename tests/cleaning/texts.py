"""Texts with slips that tests of cleaning share."""

import pandas as pd
from hypothesis import strategies as st

# What an item of a list may begin with.
BULLETS = [
    "•", "-", "–", "—", "*", "·", "▪", "●", "○", "◦", "‣", "►", "▶", "→", "✅", "1.",
    "(1)", "a)", "+", "■", "➤",
]  # fmt: skip
# What a text can be made of: words, slips, marks, headers.
PARTS = [
    "the", "Russia", "theRussia", "in", "Kherson", "inKherson", "said", "well", "U.S", "Mr", "They", "No",
    "inthe", "saidon",
    "s", "..", ".", "...", ",", " ", " ", "  ", "\n", "\n\n", "“", "”", "’", "‘", '"', "'", "`", "´", "„",
    "-", " - ", "—", "(", ")", "(Reuters)", "KYIV", "Nov 17", "17 November 2022", "/TASS/", "&amp;", "&",
    "amp;", "&#39;", "�", "_", "�_s", "â€™", "Ã³", "é", "\u00ad", "\u200b", "\u00a0", "\t", "\r", "\r\n",
    "\x85", "z\u030c", "2022", "Wed", "05 Apr 2017", "22:33", "Bridge hit at dawn", "it", "A", ":", "!",
    "?", "\u0153", "Я", "``", "''",
    # links, captions, lines of authors
    "Read more: ", "RELATED", "Sign up for our newsletter", "(Photo: AFP)", "FILE PHOTO: ",
    " REUTERS/Jane Doe",
    "Image: Jane Doe", "By Jane Doe", "Reporting by Jo Roe; Editing by A Poe", "- ", "• ", "1. ", "14:05 ",
    "Get short URL 0 55 ", "It was quiet at the dam for all of Monday.", "Kyiv, Ukraine — ", "BEIRUT ",
    "Beirut | Reuters ",
    # markup
    "<p>", "</p>", "<br>", "<b>", "&lt;", "**", "*", "# ", "[[", "]]", "{{", "}}", "==",
    "[it](http://x.example)", "[b]", "[/b]", "> ", "---", "| a | b |",
    # glued, broken and odd words
    "It ended.The", "left.He", "\u2011", "\ufb01", "Zapo-\n", "rizhzhia", "cease-", "КYIV", "\u200d",
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
