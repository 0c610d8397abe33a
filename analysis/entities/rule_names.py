"""Names that no registry holds, found by rules: titles, offices after a comma, speech verbs, and the words
that organisations end in. A tagger does this better; these rules need nothing but the text."""

import re
from functools import lru_cache

import numpy as np

from analysis.entities.columns import Columns, find_overlaps, list_objects, take_rows
from analysis.entities.cues import DESCRIBED, SPEAKS, SPOKEN, STOPS
from analysis.registry.files import read_cues

WORD = (
    r"(?:Mc[A-Z][a-z]+|O'[A-Z][a-z]+|[A-Z]['’]?[a-zà-ÿ]+(?:-[A-Za-z][a-zà-ÿ]+)*|[A-Z]\."
    r"|(?:al|Al|el|El|as|ash|an)-[A-Z][a-zà-ÿ]+)"
)
JOINING = r"(?:(?:bin|ibn|von|van|de|der|den|di|da|del|la|le|al|el|abu) ){0,2}"
WATERS = ("Lake", "Mount", "River", "Cape")
NAME = re.compile(rf"\b{WORD}(?: {JOINING}{WORD})*")


def find_names(
    texts: list[str], given: frozenset[str], taken: Columns, *, rows: np.ndarray | None = None
) -> Columns:
    """A row a name outside the registry: `row` of the text, `from`, `to`, `type`.

    `given` are given names; `taken` the spans that the registry holds, in the order of the texts. A single
    capitalised word is taken for a name only after a title or beside a speech verb in the middle of a
    sentence. `rows` are the texts to be read, where not all of them are.

    >>> none = {name: np.zeros(0, dtype=np.int64) for name in ("row", "from", "to")}
    >>> found = find_names(["Anna Lee, a teacher, told Colonel Dovzhenko so."], frozenset(), none)
    >>> found["from"].tolist(), found["to"].tolist(), found["type"].tolist()
    ([0, 34], [8, 43], ['person', 'person'])
    """
    rows = np.arange(len(texts)) if rows is None else rows
    read = [texts[row] for row in rows.tolist()]
    joined = "\n".join(read)  # no name goes on in another line
    begins = np.cumsum([0, *(len(text) + 1 for text in read)])
    runs = [match.span() for match in NAME.finditer(joined)]
    number: dict[str, int] = {}
    which = np.array([number.setdefault(joined[a:b], len(number)) for a, b in runs], dtype=np.int64)
    # Most runs of capitals come back many times, and most are no name: each is read once.
    read = [read_run(run, given) for run in number]
    skip, kind, ask = (list_objects(one[part] for one in read) for part in range(3))
    named = np.flatnonzero((kind != "")[which])
    spans, which = np.array(runs, dtype=np.int64).reshape(-1, 2)[named], which[named]
    at = np.searchsorted(begins, spans[:, 0], side="right") - 1
    found = {
        "row": rows[at], "from": spans[:, 0] - begins[at] + skip[which].astype(np.int64),
        "to": spans[:, 1] - begins[at], "type": kind[which], "ask": ask[which],
    }  # fmt: skip
    # What the registry holds is not read again; a name may go on before or after it only as a whole.
    first, behind = find_overlaps(found, taken)
    found = take_rows(found, first == behind)
    ask = found.pop("ask")
    places = zip(*(found[name].tolist() for name in ("row", "from", "to")), strict=True)
    sure = [
        ask is None or is_person(texts[row], start, end, ask)
        for (row, start, end), ask in zip(places, ask, strict=True)
    ]
    return take_rows(found, np.array(sure, dtype=bool))


@lru_cache(maxsize=2**18)
def holds_cue(form: str) -> bool:
    """Whether a word may be one that a military unit, a street or a building is named by."""
    return read_ends().search(form) is not None


@lru_cache(maxsize=1)
def read_ends() -> re.Pattern:
    """The words that units, streets and buildings are named by, up to their first hyphen."""
    words = {re.match(r"\w*", word).group() for kind in ("unit", "site") for word in read_cues()[kind]}
    return re.compile("|".join(sorted(words.union(WATERS))))


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


@lru_cache(maxsize=2**16)
def read_run(run: str, given: frozenset[str]) -> tuple[int, str, str | None]:
    """What a run of capitalised words names, wherever it stands: where in it the name begins, its type (empty
    for no name), and what must be asked of the words around it: None for nothing, else `title` or `any`.

    >>> read_run("When Colonel Anna Lee", frozenset({"Anna"})), read_run("Elbe Brigade", frozenset())
    ((13, 'person', None), (0, 'unit', None))
    """
    start = trim_name(run)
    words = run[start:].split()
    if not words:
        return start, "", None
    cues, last = read_cues(), words[-1]
    site = last in cues["site"] or words[0] in WATERS
    if len(words) > 1 and last in cues["unit"]:
        return start, "unit", None
    if len(words) > 1 and last in cues["body"]:
        return start, "organisation", None
    if len(words) > 1 and words[0] not in given and site:
        return start, "place", None
    if len(words) > 1 and last in cues["event"]:
        return start, "event", None
    if len(words) > 4 or not read_common().isdisjoint(words) or last in read_titles()[1]:
        return start, "", None
    if len(words) > 1:
        return start, "person", None if words[0] in given else "any"
    if len(last) > 2 and re.search(r"[A-Z]$|[a-z](?:ed|ing)$", last) is None:
        return start, "person", "title"
    return start, "", None


def trim_name(run: str) -> int:
    """Where the name begins in a run of capitalised words: after opening words (*When*), and after the last
    title in it (*Interior Minister Anna Lee*) unless the run is named after one (*King Abdullah Mosque*)."""
    words = list(re.finditer(r"\S+", run))
    titles, openings, _ = read_titles()
    first = 0
    while first < len(words) and words[first].group().rstrip(".") in openings:
        first += 1
    cues = read_cues()
    if words and not any(words[-1].group() in cues[kind] for kind in ("body", "unit", "site")):
        for number in range(first, len(words) - 1):
            if words[number].group().rstrip(".") in titles:
                first = number + 1
    return words[first].start() if first < len(words) else len(run)


@lru_cache(maxsize=2**16)
def ends_in_title(before: str) -> bool:
    return read_titles()[2].search(before) is not None


def is_person(text: str, start: int, end: int, ask: str) -> bool:
    """Whether the words around a run show it to be a person's name: a title, a speech verb, or what follows
    after a comma."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    # No title holds a space: the last word before, and the space behind it, say all.
    if before[-1:] == " " and ends_in_title(before[before.rfind(" ", 0, -1) + 1 :]):
        return True
    return ask == "any" and (
        SPEAKS.match(after) is not None
        or DESCRIBED.match(after) is not None
        or (STOPS.match(after) is not None and SPOKEN.search(before) is not None)
    )
