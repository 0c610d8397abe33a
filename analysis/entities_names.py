"""Names that no registry holds, found by rules: titles, offices after a comma, speech verbs, and the words
that organisations end in. A tagger does this better; these rules need nothing but the text."""

import re

import numpy as np
import pandas as pd

from analysis.entities_linking import NO_NAME, TITLES
from analysis.schema import KEYS

WORD = r"(?:[A-Z]['’]?[a-zà-ÿ]+(?:-[A-Za-z][a-zà-ÿ]+)*|[A-Z]\.|(?:al|Al|el|El|as|ash|an)-[A-Z][a-zà-ÿ]+|Mc[A-Z][a-z]+|O'[A-Z][a-z]+)"
NAME = re.compile(rf"\b{WORD}(?: (?:(?:bin|ibn|von|van|de|der|den|di|da|del|la|le|al|el|abu) ){{0,2}}{WORD})*")
TITLE = re.compile(
    rf"(?:\b(?:{'|'.join(TITLES)})\.?|\b(?:president|premier|chancellor|minister|secretary|governor|mayor|senator|ambassador|envoy"
    r"|general|colonel|commander|spokesman|spokeswoman|spokesperson|chief|director|leader|adviser|advisor|analyst|expert|journalist"
    r"|reporter|correspondent|activist|resident|lawyer|prosecutor|judge|economist|historian|negotiator|lawmaker|deputy|doctor|nurse"
    r"|teacher|farmer|soldier|volunteer|photographer|blogger|professor|opponent|candidate|billionaire|businessman|oligarch|head"
    r"|widow|wife|husband|brother|sister|father|mother|son|daughter|pensioner)) $"
)  # fmt: skip
SPEECH = (
    r"(?:said|says|told|adds|added|wrote|writes|tweeted|warned|argued|explained|recalled|claimed|insisted|noted|stressed|replied|asked"
    r"|admitted|confirmed|denied|announced|reported|testified|posted|declared|concluded|acknowledged|continued)"
)
SPEAKS = re.compile(rf"^ (?:also |later |has |had )?{SPEECH}\b")
SPOKEN = re.compile(rf"\b{SPEECH} $")
DESCRIBED = re.compile(r"^, (?:an? |the |who\b|whose\b|aged |\d\d\b|then |(?:[a-z]+ ){0,3}(?:of|for|at) )")
BODY = frozenset(
    """Ministry Party University Institute Agency Council Committee Commission Union Movement Foundation Association Court
    Service Bank Company Corporation Organisation Organization Network Centre Center Times Post News Group Parliament Assembly
    Federation League Observatory Academy Hospital Department Authority Administration Office Directorate Congress Fund
    Initiative Alliance Coalition Academy Ltd Inc Corp Bureau Society School College""".split()
)
UNITS = frozenset("Army Brigade Battalion Regiment Division Corps Fleet Forces Force Legion Squadron Company Guard Militia".split())
SITES = frozenset(
    """River Sea Lake Bridge Street Square Airport Airfield Mountain Mountains Island Islands Valley Region Province Oblast District
    Road Avenue Park Station Plant Dam Reservoir Peninsula Bay Gulf Strait City Village Town Prison Base Cathedral Church Mosque
    Museum Theatre Theater Stadium Desert Highway Camp County State""".split()
)
EVENTS = frozenset("War Wars Battle Treaty Accord Accords Summit Conference Olympics Cup Revolution Agreement Act Day".split())
PARTICLES = frozenset(["bin", "ibn", "von", "van", "de", "der", "den", "di", "da", "del", "la", "le", "al", "el", "abu"])
SPAN_COLUMNS = [*KEYS, "sentence_id", "start", "end", "surface", "type"]


def find_names(sentences: pd.DataFrame, given: frozenset[str], taken: dict[int, list[tuple[int, int]]]) -> pd.DataFrame:
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
    table["surface"] = pd.array([texts[r][a:b] for r, a, b in zip(rows, starts, ends, strict=True)], dtype="str")
    table["type"] = pd.array(types, dtype="str")
    return table[SPAN_COLUMNS]


def read_name(text: str, start: int, end: int, given: frozenset[str], held: list[tuple[int, int]]):
    """The names in one run of capitalised words: (start, end, type) each, none for words that are no name."""
    start, end = trim_name(text, start, end)
    clash = [(a, b) for a, b in held if a < end and b > start]
    if clash:
        # What the registry holds is not read again; a name may go on before or after it only as a whole.
        return
    name = text[start:end]
    words = name.split()
    if not words:
        return
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    last = words[-1]
    if len(words) > 1 and last in UNITS:
        yield start, end, "unit"
    elif len(words) > 1 and last in BODY:
        yield start, end, "organisation"
    elif len(words) > 1 and (last in SITES or words[0] in ("Lake", "Mount", "River", "Cape")):
        yield start, end, "place"
    elif len(words) > 1 and set(words) & EVENTS:
        yield start, end, "event"
    elif is_person(words, before, after, given, opens=not before.strip(" \"'“”‘’(")):
        yield start, end, "person"


def trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The run without the titles and opening words before the name (*When President*)."""
    while True:
        word = re.match(r"[^\s]+", text[start:end])
        if not word or (word.group().rstrip(".") not in NO_NAME and word.group() not in PARTICLES):
            break
        start += len(word.group())
        start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, end


def is_person(words: list[str], before: str, after: str, given: frozenset[str], *, opens: bool) -> bool:
    titled = TITLE.search(before) is not None
    if len(words) == 1:
        return titled and len(words[0]) > 2 and not words[0].isupper()
    if len(words) > 4:
        return False
    return (
        titled or words[0] in given
        or SPEAKS.match(after) is not None or DESCRIBED.match(after) is not None
        or (SPOKEN.search(before) is not None and re.match(r"[.,;]|$| (?:in|on|of|from|at|during)\b", after) is not None)
    )  # fmt: skip
