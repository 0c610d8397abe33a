"""Where the names of the registry stand in sentences."""

from functools import lru_cache

import numpy as np

from analysis.entities.registry_index import Leads, LexiconIndex
from analysis.entities.spans import Batch, Hits, Spans
from analysis.matching.engine import match_terms
from analysis.registry.files import find_lead
from analysis.text.words import Words

find_word_lead = lru_cache(maxsize=2**18)(find_lead)  # the same words come back in every batch


def find_hits(batch: Batch, lexicon: LexiconIndex) -> Hits:
    """Return the places where the names of a word list of the registry stand, in text order."""
    words = batch.words
    candidate_rows = list_candidate_rows(lexicon.leads, words)
    place, first, last = match_terms(words, lexicon.lexicon.iloc[candidate_rows])
    lexicon_row = candidate_rows[place]
    spans = Spans(words.sentence[first], words.start[first], words.end[last])
    return Hits(
        spans.sentence, spans.start, spans.end,
        article=batch.article[spans.sentence],
        lexicon_row=lexicon_row,
        term=lexicon.terms[lexicon_row],
        category=lexicon.categories[lexicon_row],
        surface=spans.cut_surfaces(batch.texts),
    )  # fmt: skip


def list_candidate_rows(leads: Leads, words: Words) -> np.ndarray:
    """Return the rows of the names whose words may all be there: a few dozen for an article."""
    leads_there = set(map(find_word_lead, words.forms))
    pairs = (pair for lead in (leads_there | {""}) & leads.keys() for pair in leads[lead])
    rows = sorted(row for row, other_leads in pairs if leads_there.issuperset(other_leads))
    return np.array(rows, dtype=np.int64)
