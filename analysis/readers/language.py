"""Whether a text is English, by its commonest words; the word lists are for English only."""

import re

import pandas as pd

# The commonest words of English texts, without "to", "by", "in" and "was", which other languages have too.
COMMON = frozenset(
    re.findall(
        r"\w+",
        "the of and that with from it this which were are been has would they their his its not but who said"
        " after about at as where when more other during near against while she there than we you also under"
        " into out all one two three people",
    )
)
HEAD = 2000  # characters that are looked at
SHORTEST = 300  # a text of fewer characters is too short to judge
# Of 792 English articles on Syria, cut and garbled as they are, none has less than 0.10; of invented news in
# sixteen other languages (tests/readers/test_language.py) none has more than 0.03.
LEAST = 0.05


def share_common(texts: pd.Series) -> pd.Series:
    """The share (0-1) of common English words among the words of each text; missing in a short one.

    Only the beginning of a text counts (2,000 characters); one of fewer than 300 is too short to judge.

    >>> texts = pd.Series(["the bridge and the river " * 20, "die Brücke und der Fluss " * 20, "Ja."])
    >>> share_common(texts).tolist()
    [0.6, 0.0, nan]
    """
    shares = []
    for text in texts.to_numpy(dtype=object):
        words = text[:HEAD].lower().split() if len(text) >= SHORTEST else []
        shares.append(sum(map(COMMON.__contains__, words)) / len(words) if words else None)
    return pd.Series(shares, index=texts.index, dtype="float64")
