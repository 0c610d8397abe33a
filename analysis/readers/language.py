"""Whether a text is English, which the word lists are for: by its commonest words, with nothing to load."""

import re

import pandas as pd

# Words that hold every English text together; "to", "by", "in" and "was" are left out, which other languages
# have as well.
COMMON = frozenset(
    re.findall(
        r"\w+",
        "the of and that with from it this which were are been has would they their his its not but who said"
        " after about at as where when more other during near against while she there than we you also under"
        " into out all one two three people",
    )
)
HEAD = 2000  # characters looked at
SHORTEST = 300  # characters below which a text is too short to tell
# Of 792 English articles on Syria, cut and garbled as they are, none has less than 0.10; of invented news in
# sixteen other languages (tests/readers/test_language.py) none has more than 0.03.
LEAST = 0.05


def share_common(texts: pd.Series) -> pd.Series:
    """The share (0-1) of common English words among the words of each text; missing in a short one.

    Looked at is the beginning of the text (2,000 characters); below 300 characters it is too short to tell.

    >>> texts = pd.Series(["the bridge and the river " * 20, "die Brücke und der Fluss " * 20, "Ja."])
    >>> share_common(texts).tolist()
    [0.6, 0.0, nan]
    """
    shares = []
    for text in texts:
        words = text[:HEAD].lower().split() if len(text) >= SHORTEST else []
        shares.append(sum(map(COMMON.__contains__, words)) / len(words) if words else None)
    return pd.Series(shares, index=texts.index, dtype="float64")
