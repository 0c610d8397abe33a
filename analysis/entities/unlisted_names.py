"""Names outside the registry, as a tagger and rules find them.

The rules know titles, speech verbs and the last words of organisations. A tagger finds names better; the
rules need nothing but the text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.entities.false_positives import drop_articles, drop_false_positives, type_by_acronym
from analysis.entities.masking import Tagger, list_masked, tag_masked
from analysis.entities.overlaps import choose_longest
from analysis.entities.patterns import DESCRIBED, SPEAKS, SPOKEN, STOPS
from analysis.entities.registry_index import RegistryIndex
from analysis.entities.senses.pattern_names import find_elections, find_realms
from analysis.entities.spans import (
    Batch,
    Hits,
    Names,
    Spans,
    TypedSpans,
    find_overlaps,
    is_among,
    name_spans,
    to_objects,
)
from analysis.registry.files import Cues
from analysis.registry.tables import TYPES
from analysis.text.words import Words

# Types that the rules know better: units, streets, buildings; and bodies whose names open with a listed name.
BESIDE_TAGGER = frozenset(["unit", "place"])
WORD = (
    r"(?:Mc[A-Z][a-z]+|O'[A-Z][a-z]+|[A-Z]['’]?[a-zà-ÿ]+(?:-[A-Za-z][a-zà-ÿ]+)*|[A-Z]\."
    r"|(?:al|Al|el|El|as|ash|an)-[A-Z][a-zà-ÿ]+)"
)
JOINING = r"(?:(?:bin|ibn|von|van|de|der|den|di|da|del|la|le|al|el|abu) ){0,2}"
WATERS = ("Lake", "Mount", "River", "Cape")
NAME = re.compile(rf"\b{WORD}(?: (?:& )?{JOINING}{WORD})*")
WORDS_AROUND = 40  # characters looked at on either side of a name
Run = tuple[int, str, str | None]


def find_unlisted(
    batch: Batch, hits: Hits, linked: Names, index: RegistryIndex, tagger: Tagger | None
) -> Names:
    """Return the names that the tagger and the rules find, in text order, none overlapping another.

    Parameters
    ----------
    batch : Batch
        The sentences.
    hits : Hits
        Places where names of the registry stand; the tagger must not see the persons among them.
    linked : Names
        The hits that are names of entities, in text order.
    index : RegistryIndex
        Cues, given names and towns.
    tagger : callable or None
        None for rules alone. Beside a tagger the rules find only military units, streets and buildings.
    """
    rules = prepare_rules(index.cues, index.given_names)
    if tagger is None:
        return name_spans(find_names(batch.texts, rules, linked), batch, "rule")
    rows = find_sentences_with(batch.words, rules.may_name_site)
    ruled = find_names(batch.texts, rules, linked, rows=rows)
    dropped = np.setdiff1d(hits.start_keys(), linked.start_keys())
    is_firm = np.array(["&" in surface for surface in ruled.cut_surfaces(batch.texts)], dtype=bool)
    is_body = (np.isin(ruled.start_keys(), dropped) | is_firm) & (ruled.type == "organisation")
    ruled = ruled.take(is_among(ruled.type, BESIDE_TAGGER) | is_body)
    ruled = ruled.join(find_elections(batch)).join(find_realms(batch)).sort()
    spans, score = tag_masked(batch, list_masked(hits, linked, index), tagger)
    is_known_type = is_among(spans.type, TYPES)
    spans = type_by_acronym(drop_articles(spans.take(is_known_type), batch.texts), batch.texts)
    tagged = name_spans(spans, batch, "tagger")
    tagged = drop_false_positives(tagged, score[is_known_type], batch.texts, index.cues, index.common_words)
    return choose_longest(name_spans(ruled, batch, "rule").join(tagged).sort())


def find_sentences_with(words: Words, test: Callable[[str], bool]) -> np.ndarray:
    """Return the sentences with at least one word that passes a test."""
    return np.unique(words.sentence[words.map_distinct(test, bool)[words.code]])


@dataclass(frozen=True, eq=False)
class NameRules:
    """The cues and given names of a registry, prepared for the rules of this file.

    cues : Cues
        Words that show what a name is.
    given_names : frozenset
        Given names of the registry's people.
    titles : frozenset
        Titles, and occupations with a capital letter: *Activist*.
    never_first : frozenset
        Words that begin no name.
    never_in_person : frozenset
        Words that stand in no person's name.
    title_before : Pattern
        A title or an occupation right before a name.
    unit_or_site : Pattern
        Words that name military units, streets and buildings, up to their first hyphen.
    """

    cues: Cues
    given_names: frozenset[str]
    titles: frozenset[str]
    never_first: frozenset[str]
    never_in_person: frozenset[str]
    title_before: re.Pattern[str]
    unit_or_site: re.Pattern[str]

    def may_name_site(self, form: str) -> bool:
        """Return whether a word may be one that names a military unit, a street or a building."""
        return form == "&" or self.unit_or_site.search(form) is not None


@lru_cache(maxsize=8)
def prepare_rules(cues: Cues, given_names: frozenset[str]) -> NameRules:
    """Return the rules for some cues and given names."""
    titles = cues.title | {word.capitalize() for word in cues.occupation}
    title_words, occupations = "|".join(sorted(titles)), "|".join(sorted(cues.occupation))
    first_parts = {re.split(r"\W", word, maxsplit=1)[0] for word in cues.unit | cues.site}
    return NameRules(
        cues, given_names, titles,
        never_first=titles | cues.opening | cues.particle,
        never_in_person=(cues.body | cues.unit | cues.site | cues.event | cues.common) - {"Lake"},
        title_before=re.compile(rf"\b(?:(?:{title_words})\.?|{occupations}) $"),
        unit_or_site=re.compile("|".join(sorted(first_parts.union(WATERS)))),
    )  # fmt: skip


def find_names(
    texts: list[str], rules: NameRules, listed: Spans, *, rows: np.ndarray | None = None
) -> TypedSpans:
    """Return the names that the rules find outside the registry.

    A single capitalised word is a name only after a title, or beside a speech verb inside a sentence.

    Parameters
    ----------
    texts : list of str
        The texts of the sentences.
    rules : NameRules
        Prepared cues.
    listed : Spans
        Names of the registry, in text order.
    rows : int array, optional
        The texts to read; all without it.

    Examples
    --------
    >>> from analysis.registry.files import read_cues
    >>> none, rules = Spans(*np.zeros((3, 0), dtype=np.int64)), prepare_rules(read_cues(), frozenset())
    >>> found = find_names(["Anna Lee, a teacher, told Colonel Dovzhenko so."], rules, none)
    >>> found.start.tolist(), found.end.tolist(), found.type.tolist()
    ([0, 34], [8, 43], ['person', 'person'])
    """
    found, needs = find_runs(texts, rules, np.arange(len(texts)) if rows is None else rows)
    # A name of the registry is not read again; another name may go on before or after it only as a whole.
    first, behind = find_overlaps(found, listed)
    found, needs = found.take(first == behind), needs[first == behind]
    places = zip(found.sentence.tolist(), found.start.tolist(), found.end.tolist(), strict=True)
    is_sure = [
        need is None or is_person(texts[row], start, end, need, rules)
        for (row, start, end), need in zip(places, needs, strict=True)
    ]
    return found.take(np.array(is_sure, dtype=bool))


def find_runs(texts: list[str], rules: NameRules, rows: np.ndarray) -> tuple[TypedSpans, np.ndarray]:
    """Return the runs of capitalised words that may be names, and what the words around each must show."""
    read = [texts[row] for row in rows.tolist()]
    joined = "\n".join(read)  # no name goes on in another line
    begins = np.cumsum([0, *(len(text) + 1 for text in read)])
    bounds = [match.span() for match in NAME.finditer(joined)]
    number: dict[str, int] = {}
    which = np.array([number.setdefault(joined[a:b], len(number)) for a, b in bounds], dtype=np.int64)
    # Most runs come back many times, and most are no names: each distinct run is read once.
    runs = [read_run(run, rules) for run in number]
    skip, kind, need = (to_objects(run[part] for run in runs) for part in range(3))
    is_name = np.flatnonzero((kind != "")[which])
    start, end = np.array(bounds, dtype=np.int64).reshape(-1, 2)[is_name].T
    which = which[is_name]
    text = np.searchsorted(begins, start, side="right") - 1
    spans = TypedSpans(
        rows[text], start - begins[text] + skip[which].astype(np.int64), end - begins[text], type=kind[which]
    )
    return spans, need[which]


@lru_cache(maxsize=2**16)
def read_run(run: str, rules: NameRules) -> Run:
    """Return what a run of capitalised words names, wherever it stands.

    Returns
    -------
    start : int
        Where in the run the name begins.
    type : str
        Type of the name; empty for no name.
    need : str or None
        What the words around the run must show: `title`, `any` (a title or a speech verb), or nothing.

    Examples
    --------
    >>> from analysis.registry.files import read_cues
    >>> rules = prepare_rules(read_cues(), frozenset({"Anna"}))
    >>> read_run("When Colonel Anna Lee", rules), read_run("Elbe Brigade", rules)
    ((13, 'person', None), (0, 'unit', None))
    """
    start, cues = trim_name(run, rules), rules.cues
    words = run[start:].split()
    if not words:
        return start, "", None
    first, last = words[0], words[-1]
    if "&" in words:  # *Johnson & Johnson*
        return start, "organisation", None
    if len(words) > 1:
        if last in cues.unit:
            return start, "unit", None
        if last in cues.body:
            return start, "organisation", None
        if first not in rules.given_names and (last in cues.site or first in WATERS):
            return start, "place", None
        if last in cues.event:
            return start, "event", None
    if len(words) > 4 or not rules.never_in_person.isdisjoint(words) or last in rules.never_first:
        return start, "", None
    if len(words) > 1:
        return start, "person", None if first in rules.given_names else "any"
    if len(last) > 2 and re.search(r"[A-Z]$|[a-z](?:ed|ing)$", last) is None:
        return start, "person", "title"
    return start, "", None


def trim_name(run: str, rules: NameRules) -> int:
    """Return where the name begins in a run of capitalised words.

    It begins after opening words (*When*) and after the last title (*Interior Minister Anna Lee*), but not
    after a title inside the name of a body, a unit or a building (*Old King Abdullah Mosque*).
    """
    words = list(re.finditer(r"\S+", run))
    first = 0
    while first < len(words) and words[first].group().rstrip(".") in rules.never_first:
        first += 1
    if words and not is_last_word_of_name(words[-1].group(), rules.cues):
        for number in range(first, len(words) - 1):
            if words[number].group().rstrip(".") in rules.titles:
                first = number + 1
    return words[first].start() if first < len(words) else len(run)


def is_last_word_of_name(word: str, cues: Cues) -> bool:
    """Return whether names of organisations, units or buildings end in a word."""
    return word in cues.body or word in cues.unit or word in cues.site


@lru_cache(maxsize=2**16)
def ends_in_title(before: str, rules: NameRules) -> bool:
    """Return whether a text ends in a title and a space."""
    return rules.title_before.search(before) is not None


def is_person(text: str, start: int, end: int, need: str, rules: NameRules) -> bool:
    """Return whether the words around a run show a person: a title, a speech verb, an apposition."""
    before, after = text[max(0, start - WORDS_AROUND) : start], text[end : end + WORDS_AROUND]
    # No title holds a space: the last word before the name is enough.
    if before[-1:] == " " and ends_in_title(before[before.rfind(" ", 0, -1) + 1 :], rules):
        return True
    return need == "any" and (
        SPEAKS.match(after) is not None
        or DESCRIBED.match(after) is not None
        or (STOPS.match(after) is not None and SPOKEN.search(before) is not None)
    )
