"""The finder of attributions: one row per source, cue and content."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.attributions.attribution import Attribution, Row
from analysis.attributions.content_words import count_content_words
from analysis.attributions.continuations import Sentences, extend_content, list_below
from analysis.attributions.cues import CLASSES, make_cue_test, make_speech_test
from analysis.attributions.descriptions import (
    describe,
    describe_turn,
    describe_whole,
    join_spans,
    name_form,
)
from analysis.attributions.followups import find_between
from analysis.attributions.garbage import pause_search
from analysis.attributions.rules.constructions import read_attributions
from analysis.attributions.rules.marks.colons import SAYINGS, read_colon
from analysis.attributions.rules.marks.headlines import (
    is_headline_end,
    read_glued_headlines,
    read_headline,
    read_headline_colon,
)
from analysis.attributions.rules.separation import separate_contents
from analysis.attributions.speakers.genders import GENDERS, spread_genders
from analysis.attributions.speakers.quotations import join_loose_quotations
from analysis.attributions.speakers.resolution import Resolver
from analysis.attributions.speakers.sources import SOURCE_KINDS, list_mentions
from analysis.attributions.speakers.turns import find_turns
from analysis.attributions.speakers.whole_texts import find_whole_texts, take_genres
from analysis.attributions.tokenization import read_tokens
from analysis.attributions.tokens import DASHES, Span, Tokens, has_predicate
from analysis.matching.word_lists import list_words
from analysis.schema import COLUMNS, KEYS, check_columns
from analysis.text.words import Words, read_words

ATTRIBUTIONS = [
    *KEYS, "sentence_id", "source", "source_head", "source_start", "source_end", "entity", "name", "gender",
    "camp", "source_kind", "cue", "cue_class", "form", "content", "n_words", "start", "end",
]  # fmt: skip
FORMS = ["direct", "indirect", "mixed"]
# A dash between spaces before the last words, or a colon behind the first or before the last; no full stop.
HEADLINE = re.compile(r"\s[-–—]\s[^-–—.!?]{2,60}$|^[^:]{2,60}: |: [^:.!?]{2,40}$")
SAYING_BEFORE_COLON = re.compile(rf"\b(?:{'|'.join(sorted(SAYINGS))})\b[^:]{{0,60}}: ")
ASKING = list_words("how what why when where who do does did can could would")
VICTIMS = frozenset(["lives", "life", "killed", "wounded", "injured", "victims"])
SPEAKING = frozenset(["person", "organisation", "unit"])  # types of names that can be a headline's speaker
PLACES = frozenset(["source_start", "source_end", "start", "end"])
CATEGORIES = {"gender": GENDERS, "source_kind": SOURCE_KINDS, "cue_class": CLASSES, "form": FORMS}


def find_attributions(
    sentences: pd.DataFrame, mentions: pd.DataFrame, *, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find who says what: the source, the cue and the content of each attribution.

    Rules read the words of a sentence and their parts of speech, without a parser. Found are cues before,
    after and inside the content (*Orlov said that ...*; *"...", said Orlov*), *according to*, *in their
    account*, nouns (*Orlov's claim that*), *is quoted as saying*, cues in the passive (*as reported by the
    paper*), judgements (*accused, praised*), *- mayor* at the end of a headline, quotations that run over
    sentences and paragraphs, paragraphs that are quoted as a whole after an attribution, the turns of a
    transcript, and addresses: whole articles in one voice. What unnamed others say (*reportedly killed*, *is
    said to have fled*) has an empty source: count speakers without these rows. A sentence between two of one
    source with *added* is the source's. `benchmarks/results_voices.md` gives the scores.

    Not found: speech without a cue of the list, attributions inside quotation marks, and what somebody only
    might say (*I would say*).

    Parameters
    ----------
    sentences : DataFrame
        The table of `split_sentences`.
    mentions : DataFrame
        The table of `find_entities` of the same sentences.
    articles : DataFrame, optional
        The articles (`article_id, title, text`; `speaker, byline, genre` where they are known). They name the
        speaker of an address.

    Returns
    -------
    DataFrame
        One row per attribution, in text order: `article_id, outlet, date`; `sentence_id` of the cue;
        `source`, its words, empty where nobody is named; `source_head`, the noun that heads them;
        `source_start`, `source_end`, their places in the article's text (the first place of the text where
        the source stands outside it, that of the cue where nobody is named);
        `entity`, the one that the head means, its `name`, `gender` (female, male) and `camp` (each empty
        where it is not known); `source_kind` (person, organisation, office, official, witness, document,
        media, or empty where it is not known); `cue`, as written; `cue_class`; `form`; `content`, the places
        of what is attributed (`"0-57 80-95"`); `n_words`, its words; `start`, `end`, the places of the whole
        attribution.
        `cue_class` is

        - `neutral`: *said*;
        - `vouching`: *confirmed*, for the content;
        - `distancing`: *claimed*;
        - `judging`: *accused*; the judgement is the source's.

        `form` is `direct` (content in quotation marks, or a turn of a transcript), `indirect` (none of it in
        quotation marks) or `mixed`. *He* and *she* mean the speaker of the sentence before, else its subject,
        else the one person whom the paragraph names outside quotation marks, always by gender; *it* and
        *they* the body that spoke or is the subject; *the president*, *the ministry* the one that the article
        calls so. Where two fit, `entity` stays empty. The `cue` of a turn is ":"; an address and a quotation
        whose cue stands in the paragraph before have none.

    Raises
    ------
    ValueError
        If a table lacks a column of sentences or mentions.

    Examples
    --------
    >>> from analysis.text.sentences import split_sentences
    >>> from analysis.entities.mentions import find_entities
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...     "text": ["Guterres said on Monday that the truce held. “It must last,” he added."]})
    >>> sentences = split_sentences(articles)
    >>> found = find_attributions(sentences, find_entities(sentences))
    >>> found[["source", "entity", "cue", "form", "content"]]
         source            entity    cue      form content
    0  Guterres  antonio-guterres   said  indirect   24-43
    1        he  antonio-guterres  added    direct   45-60
    """
    check_columns(sentences, "sentences", verb="find_attributions")
    check_columns(mentions, COLUMNS["mentions"], verb="find_attributions")
    return measure_attributions(sentences, words=read_words(sentences), mentions=mentions, articles=articles)


def measure_attributions(
    sentences: pd.DataFrame,
    *,
    words: Words,
    mentions: pd.DataFrame,
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The table of `find_attributions` for tables that were checked before; `words` are the sentences'."""
    with pause_search():
        found = make_table(list_rows(sentences, words, mentions, articles), sentences)
    found["n_words"] = count_content_words(found, sentences, words)
    return found[ATTRIBUTIONS]


def list_rows(
    sentences: pd.DataFrame, words: Words, mentions: pd.DataFrame, articles: pd.DataFrame | None
) -> list[Row]:
    """The rows of the table, in the order of their sentences."""
    table = Sentences(*(sentences[name].tolist() for name in Sentences._fields))
    resolver = Resolver(table, list_mentions(mentions, sentences))
    genres = take_genres(sentences, articles)
    rows = [describe_whole(whole, resolver) for whole in find_whole_texts(table, genres)]
    rows += read_rows(table, words, resolver)
    rows = join_loose_quotations(rows, table)
    cued = set(find_rows(words, make_speech_test()).tolist())
    rows += list(find_between(rows, table, cued))
    rows.sort(key=lambda row: row.row)
    return rows


def make_table(rows: list[Row], sentences: pd.DataFrame) -> pd.DataFrame:
    """The rows as a table, without the column `n_words`."""
    cells = zip(*rows, strict=True) if rows else [()] * len(Row._fields)
    columns: dict[str, Sequence[Any]] = dict(zip(Row._fields, cells, strict=True))
    columns["content"] = tuple(map(join_spans, columns["content"]))
    sentence = np.array(columns.pop("row"), np.int64)
    keys = {name: sentences[name].array.take(sentence) for name in [*KEYS, "sentence_id"]}
    columns["gender"] = spread_genders(keys["article_id"].tolist(), columns["entity"], columns["gender"])
    made = {name: make_column(name, values) for name, values in columns.items()}
    return pd.DataFrame({**keys, **made}, copy=False)


def make_column(name: str, values: Sequence[Any]) -> Any:
    """A column of the table: places, one of some categories, or text."""
    if name in PLACES:
        return np.array(values, np.int64)
    if name in CATEGORIES:
        number = {category: place for place, category in enumerate(CATEGORIES[name])}
        codes = np.array([number[value] for value in values], np.int8)
        return pd.Categorical.from_codes(codes, categories=pd.Index(CATEGORIES[name]))
    return pd.array(pa.array(values, pa.large_string()), dtype="str")


def read_rows(table: Sentences, words: Words, resolver: Resolver) -> Iterator[Row]:
    """The rows of the attributions that have a cue."""
    for turn in find_turns(table):
        yield describe_turn(turn, resolver)
    cued = find_rows(words, make_cue_test())
    marks = list_marked(table, find_rows(words, is_edge))
    among, marked = set(find_rows(words, make_speech_test()).tolist()), set(marks.tolist())
    glued = set(find_rows(words, is_headline_end).tolist())
    rows = np.union1d(cued, np.union1d(marks, np.array(sorted(glued), np.int64)))
    for row, tokens in read_tokens(words, rows, table.text, table.start):
        if not (tokens.cues or row in marked or row in glued):
            continue
        found = read_attributions(tokens)
        if row in marked:
            found = read_marks(tokens, found, row, table, resolver)
        if row in glued:
            found = [*found, *read_glued_headlines(tokens)]
        if not found:
            continue
        attributions = separate_contents(tokens, found)
        for attribution in attributions:
            contents = [tokens.find_places(span) for span in attribution.contents]
            if attribution.side == "below":
                contents = list_below(row, table)
            elif contents:
                contents = extend_content(contents, row, table, among)
            if contents and not is_no_speech(tokens, attribution):
                parts = part_by_form(contents, row, table)
                if len(parts) > 1 and attribution is not max(attributions, key=find_content_end):
                    parts = parts[:1]
                for part in parts:
                    yield describe(tokens, attribution, row, part, table, resolver)


def read_marks(
    tokens: Tokens, found: list[Attribution], row: int, table: Sentences, resolver: Resolver
) -> list[Attribution]:
    """The attributions of a sentence with those that a colon or the dash of a headline shows."""
    if not found and table.text[row][-1:].isalnum():
        found = read_headline(tokens)
        if not found and is_paragraph(row, table):
            named = [(name.start, name.end) for name in resolver.mentions[row] if name.type in SPEAKING]
            found = read_headline_colon(tokens, named)
    further = read_colon(tokens, found)
    return found if further is None else [*found, further]


def is_paragraph(row: int, table: Sentences) -> bool:
    """Whether a sentence is a paragraph of its own."""
    place = table.article_id[row], table.paragraph[row]
    near = [other for other in (row - 1, row + 1) if 0 <= other < len(table.text)]
    return all((table.article_id[other], table.paragraph[other]) != place for other in near)


def find_content_end(attribution: Attribution) -> int:
    return attribution.contents[-1][1] if attribution.contents else 0


def part_by_form(contents: list[Span], row: int, table: Sentences) -> list[list[Span]]:
    """The content in parts: the quotation that follows an indirect content is an attribution of its own."""
    end = table.start[row] + len(table.text[row])
    if contents[-1][0] < end:
        return [contents]
    later = [span for span in contents if span[0] >= end]
    if len(later) == len(contents):
        return [contents]
    here = [span for span in contents if span[0] < end]
    return [here, later] if name_form(here, row, table) == "indirect" else [contents]


def is_no_speech(tokens: Tokens, attribution: Attribution) -> bool:
    """Whether a cue is no speech: in a question to *you*, or in *claimed the lives of*.

    *Claimed by* names who is responsible, and says nothing of the act.
    """
    start, end = attribution.source
    if tokens[start].lower in ("no", "nobody", "none"):
        return True  # *no group claimed responsibility*
    is_asked = tokens[-1].text == "?" and not tokens.marks and tokens[0].lower in ASKING
    if is_asked and attribution.form.lemma not in ("ask", "wonder"):
        return True  # *How do they describe you?*
    if end == start + 1 and tokens[start].lower == "you" and any(token.text == "?" for token in tokens[-3:]):
        return True
    if attribution.form.lemma != "claim" or not attribution.contents:
        return False
    start, end = attribution.contents[0]
    opening = [token.lower for token in tokens[start : min(start + 8, end)]]
    is_clause = opening[0] == "to" or has_predicate(tokens, start, start + len(opening))
    return opening[0] == "by" or not (is_clause or VICTIMS.isdisjoint(opening))


def find_rows(words: Words, test: Callable[[str], bool]) -> np.ndarray:
    """The rows of the sentences with a word that passes a test."""
    has_word = np.zeros(len(words.first) - 1, bool)
    has_word[words.sentence[words.map_distinct(test, bool)[words.code]]] = True
    return np.flatnonzero(has_word)


def is_edge(word: str) -> bool:
    return word == ":" or word in DASHES


def list_marked(table: Sentences, rows: np.ndarray) -> np.ndarray:
    """The rows that may be headlines with their source at a mark, or name a saying before a colon."""
    texts = ((row, table.text[row]) for row in rows.tolist())
    found = [
        row
        for row, text in texts
        if (text[-1:].isalnum() and HEADLINE.search(text))
        or (": " in text and SAYING_BEFORE_COLON.search(text))
    ]
    return np.array(found, np.int64)
