"""Where the names of the registry stand in sentences, however their apostrophes are written."""

import re
from functools import lru_cache

import numpy as np

from analysis.entities.registry_index import Leads, LexiconIndex
from analysis.entities.spans import Batch, Hits, Spans, find_overlaps, to_objects
from analysis.matching.engine import match_terms
from analysis.registry.files import MARKS, drop_apostrophes, find_lead
from analysis.text.words import Words

find_word_lead = lru_cache(maxsize=2**18)(find_lead)  # the same words come back in every batch
# The plural of a head; *the Kharkiv and Sumy regions* are read by `linking.py`.
PLURAL_HEAD = re.compile(
    r" (?!(?:regions|provinces|oblasts|governorates)\b)((?:[A-Za-z]+(?:'s|’s)? )?[A-Za-z]+s)\b"
)
ARMED = (" military", " police")  # in *Russian and US military officials* these name no army
CONJOINED = ("and ", "or ", "nor ", "as ", "and the ")
SHARES_HEAD = re.compile(
    r"\b([A-Z][\w'’-]*) (?:and|nor|as well as) (?:the )?$|\b((?:North|South|East|West)) or $"
)


def find_hits(batch: Batch, *lexicons: LexiconIndex) -> list[Hits]:
    """Return for each word list of the registry the places where its names stand, in text order.

    Two names may share their last words: *North and South Korea* are two.
    """
    words = drop_marks(batch.words)
    leads = set(map(find_word_lead, words.forms))
    return [find_hits_of(batch, words, leads, lexicon) for lexicon in lexicons]


def find_hits_of(batch: Batch, words: Words, leads: set[str], lexicon: LexiconIndex) -> Hits:
    """Return the places where the names of one word list stand; `leads` are the beginnings of the words."""
    candidate_rows = list_candidate_rows(lexicon.leads, leads)
    place, first, last = match_terms(words, lexicon.lexicon.iloc[candidate_rows])
    lexicon_row = candidate_rows[place]
    spans = Spans(words.sentence[first], words.start[first], words.end[last])
    hits = Hits(
        spans.sentence, spans.start, spans.end,
        article=batch.article[spans.sentence],
        lexicon_row=lexicon_row,
        term=lexicon.terms[lexicon_row],
        category=lexicon.categories[lexicon_row],
        surface=spans.cut_surfaces(batch.texts),
    )  # fmt: skip
    return add_shared_heads(hits, batch, lexicon)


def add_shared_heads(hits: Hits, batch: Batch, lexicon: LexiconIndex) -> Hits:
    """Return the hits with the first of two names that share their last words, in text order."""
    added, rows = [], []
    for row, (sentence, start, end) in enumerate(
        zip(hits.sentence.tolist(), hits.start.tolist(), hits.end.tolist(), strict=True)
    ):
        text = batch.texts[sentence]
        if not text.endswith(CONJOINED, 0, start):
            continue
        match = SHARES_HEAD.search(text, max(0, start - 40), start)
        if match is None or hits.term[row].endswith(ARMED):
            continue
        which = match.lastindex or 1
        first, place = match.group(which), match.span(which)
        own, head = hits.term[row], hits.term[row].partition(" ")[2]
        if not head and (plural := PLURAL_HEAD.match(text, end)):
            head = make_singular(plural.group(1))
            own = f"{hits.surface[row]} {head}"
            end = plural.end()
        term = f"{first} {head}"
        if head and term != own:
            both = [(*place, term), (start, end, own)]
            named = [(sentence, *span, lexicon.rows[name]) for *span, name in both if name in lexicon.rows]
            added += named
            rows += [row] * len(named)
    if not added:
        return hits
    sentences, starts, ends, lexicon_row = np.array(added, dtype=np.int64).T
    new = Hits(
        sentences, starts, ends,
        article=hits.article[rows], lexicon_row=lexicon_row,
        term=lexicon.terms[lexicon_row], category=lexicon.categories[lexicon_row],
        surface=to_objects(batch.texts[row][a:b] for row, a, b, _ in added),
    )  # fmt: skip
    first, behind = find_overlaps(hits, new)
    return hits.take(first == behind).join(new).sort()


def make_singular(head: str) -> str:
    """Return the singular of a regular plural.

    >>> make_singular("foreign ministries"), make_singular("armies"), make_singular("governments")
    ('foreign ministry', 'army', 'government')
    """
    return head[:-3] + "y" if head.endswith("ies") else head[:-1]


def drop_marks(words: Words) -> Words:
    """Return the words without the apostrophes inside them: *Sana'a* as *Sanaa*, in the same place.

    Signs that are a token of their own (*Sana\u2018a*) join the words on either side.
    """
    code, sentence, start, end = words.code, words.sentence, words.start, words.end
    is_sign, is_marked = words.map_distinct(is_mark, bool), words.map_distinct(has_mark, bool)
    if not is_sign.any() and not is_marked.any():
        return words
    sign = np.flatnonzero(is_sign[code])
    sign = sign[(sign > 0) & (sign + 1 < len(code))]
    is_letters = words.map_distinct(str.isalpha, bool)[code]
    is_inside = (end[sign - 1] == start[sign]) & (start[sign + 1] == end[sign]) & is_letters[sign - 1]
    is_inside &= is_letters[sign + 1] & (sentence[sign - 1] == sentence[sign + 1])
    sign = sign[is_inside]
    if not len(sign) and not is_marked[code].any():
        return words
    forms, joins = words.forms, dict.fromkeys(sign.tolist())
    changed = sorted(
        {*(sign - 1).tolist(), *np.flatnonzero(is_marked[code]).tolist()} - {*(sign + 1).tolist()}
    )
    code, end = code.copy(), end.copy()
    numbers = words.numbers.tolist()
    place = {number: row for row, number in enumerate(numbers)}
    for row in changed:
        text, last = forms[code[row]], row
        while last + 1 in joins:
            text, last = text + "'" + forms[words.code[last + 2]], last + 2
        number = int(words.vocabulary.number([drop_apostrophes(text).encode()])[0])
        if number not in place:
            place[number] = len(numbers)
            numbers.append(number)
        code[row], end[row] = place[number], end[last]
    kept = np.ones(len(code), dtype=bool)
    kept[sign] = kept[sign + 1] = False
    return words._replace(
        sentence=sentence[kept], code=code[kept], start=start[kept], end=end[kept],
        is_word=words.is_word[kept], in_quote=words.in_quote[kept], numbers=np.array(numbers, dtype=np.int32),
    )  # fmt: skip


def is_mark(form: str) -> bool:
    """Return whether a token is a sign that may stand for an apostrophe."""
    return len(form) == 1 and form in MARKS


def has_mark(form: str) -> bool:
    """Return whether a word has an apostrophe inside."""
    return drop_apostrophes(form) != form


def list_candidate_rows(leads: Leads, leads_there: set[str]) -> np.ndarray:
    """Return the rows of the names whose words may all be there: a few dozen for an article."""
    pairs = (pair for lead in (leads_there | {""}) & leads.keys() for pair in leads[lead])
    rows = sorted(row for row, other_leads in pairs if leads_there.issuperset(other_leads))
    return np.array(rows, dtype=np.int64)
