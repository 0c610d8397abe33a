"""Names that no registry holds, found by rules: titles, offices after a comma, speech verbs, and the words
that organisations end in. A tagger does this better; these rules need nothing but the text."""

import re
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.entities_cues import DESCRIBED, SPEAKS, SPOKEN, STOPS
from analysis.gazetteer_tables import read_cues
from analysis.schema import KEYS

WORD = (
    r"(?:Mc[A-Z][a-z]+|O'[A-Z][a-z]+|[A-Z]['’]?[a-zà-ÿ]+(?:-[A-Za-z][a-zà-ÿ]+)*|[A-Z]\."
    r"|(?:al|Al|el|El|as|ash|an)-[A-Z][a-zà-ÿ]+)"
)
JOINING = r"(?:(?:bin|ibn|von|van|de|der|den|di|da|del|la|le|al|el|abu) ){0,2}"
NAME = re.compile(rf"\b{WORD}(?: {JOINING}{WORD})*")
SPAN_COLUMNS = [*KEYS, "sentence_id", "start", "end", "surface", "type"]


def find_names(
    sentences: pd.DataFrame, given: frozenset[str], taken: dict[int, list[tuple[int, int]]]
) -> pd.DataFrame:
    """A row a name outside the registry: KEYS, `sentence_id, start, end` (in the article), `surface, type`.

    `given` are given names; `taken` the spans that the registry holds, by row of `sentences`. A single
    capitalised word is taken for a name only after a title or beside a speech verb in the middle of a
    sentence.

    >>> sentences = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "sentence_id": [0],
    ...                           "start": [0], "text": ["Anna Lee, a teacher, told Colonel Dovzhenko so."]})
    >>> find_names(sentences, frozenset(), {})[["surface", "type"]].values.tolist()
    [['Anna Lee', 'person'], ['Dovzhenko', 'person']]
    """
    rows, starts, ends, types = [], [], [], []
    for row, text in enumerate(sentences["text"]):
        held = taken.get(row, [])
        for match in NAME.finditer(text):
            for start, end, kind in read_name(text, match.start(), match.end(), given, held):
                rows.append(row), starts.append(start), ends.append(end), types.append(kind)
    rows, starts, ends = (np.array(values, dtype=np.int64) for values in (rows, starts, ends))
    table = sentences[[*KEYS, "sentence_id"]].iloc[rows].reset_index(drop=True)
    offset = sentences["start"].to_numpy()[rows]
    texts = sentences["text"].to_numpy()
    table["start"], table["end"] = starts + offset, ends + offset
    surfaces = [texts[row][a:b] for row, a, b in zip(rows, starts, ends, strict=True)]
    table["surface"] = pd.array(surfaces, dtype="str")
    table["type"] = pd.array(types, dtype="str")
    return table[SPAN_COLUMNS]


@lru_cache(maxsize=1)
def read_titles() -> tuple[frozenset[str], frozenset[str], re.Pattern]:
    """Titles in capitals (*Activist* among them), all words that no name begins with, and the pattern of a
    title before a name."""
    cues = read_cues()
    titles = cues["title"] | {word.capitalize() for word in cues["occupation"]}
    before = re.compile(rf"\b(?:(?:{'|'.join(sorted(titles))})\.?|{'|'.join(sorted(cues['occupation']))}) $")
    return titles, titles | cues["opening"] | cues["particle"], before


@lru_cache(maxsize=1)
def read_common() -> frozenset[str]:
    """Words that stand in no person's name."""
    cues = read_cues()
    return frozenset().union(*(cues[kind] for kind in ("body", "unit", "site", "event", "common"))) - {"Lake"}


def read_name(text: str, start: int, end: int, given: frozenset[str], held: list[tuple[int, int]]):
    """The names in one run of capitalised words: (start, end, type) each, none for words that are no name."""
    start = trim_name(text, start, end)
    clash = [(a, b) for a, b in held if a < end and b > start]
    if clash:
        # What the registry holds is not read again; a name may go on before or after it only as a whole.
        return
    name = text[start:end]
    words = name.split()
    if not words:
        return
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    cues, last = read_cues(), words[-1]
    site = last in cues["site"] or words[0] in ("Lake", "Mount", "River", "Cape")
    if len(words) > 1 and last in cues["unit"]:
        yield start, end, "unit"
    elif len(words) > 1 and last in cues["body"]:
        yield start, end, "organisation"
    elif len(words) > 1 and words[0] not in given and site:
        yield start, end, "place"
    elif len(words) > 1 and last in cues["event"]:
        yield start, end, "event"
    elif is_person(words, before, after, given):
        yield start, end, "person"


def trim_name(text: str, start: int, end: int) -> int:
    """Where the name begins in a run of capitalised words: after opening words (*When*), and after the last
    title in it (*Interior Minister Anna Lee*) unless the run is named after one (*King Abdullah Mosque*)."""
    words = list(re.finditer(r"\S+", text[start:end]))
    titles, openings, _ = read_titles()
    first = 0
    while first < len(words) and words[first].group().rstrip(".") in openings:
        first += 1
    cues = read_cues()
    if words and not any(words[-1].group() in cues[kind] for kind in ("body", "unit", "site")):
        for number in range(first, len(words) - 1):
            if words[number].group().rstrip(".") in titles:
                first = number + 1
    return start + words[first].start() if first < len(words) else end


def is_person(words: list[str], before: str, after: str, given: frozenset[str]) -> bool:
    """Whether a run of capitalised words is a person's name: by a title, a given name that the registry has,
    a speech verb, or what follows after a comma."""
    if len(words) > 4 or not read_common().isdisjoint(words):
        return False
    if words[-1] in read_titles()[1]:
        return False
    titled = read_titles()[2].search(before) is not None
    if len(words) == 1:
        return titled and len(words[0]) > 2 and re.search(r"[A-Z]$|[a-z](?:ed|ing)$", words[0]) is None
    return (
        titled
        or words[0] in given
        or SPEAKS.match(after) is not None
        or DESCRIBED.match(after) is not None
        or (SPOKEN.search(before) is not None and STOPS.match(after) is not None)
    )
