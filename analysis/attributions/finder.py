"""The finder of attributions: one row per source, cue and content."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis.attributions.attribution import Attribution
from analysis.attributions.constructions import read_attributions
from analysis.attributions.continuations import Sentences, extend_content, list_below
from analysis.attributions.cues import CLASSES, make_cue_test
from analysis.attributions.noun_phrases import find_head
from analysis.attributions.separation import separate_contents
from analysis.attributions.speakers.resolution import resolve_source
from analysis.attributions.speakers.sources import SOURCE_KINDS, Mentions, Source
from analysis.attributions.speakers.turns import Turn, find_turns
from analysis.attributions.tokenization import read_tokens
from analysis.attributions.tokens import DASHES, Span, Tokens, parse_spans
from analysis.schema import COLUMNS, KEYS, check_columns
from analysis.text.words import Words, read_words

ATTRIBUTIONS = [
    *KEYS, "sentence_id", "source", "source_head", "source_start", "source_end", "entity", "source_kind",
    "cue", "cue_class", "form", "content", "start", "end",
]  # fmt: skip
FORMS = ["direct", "indirect", "mixed"]
WORD = re.compile(r"\w+")
# A dash between spaces before the last words, and no full stop.
HEADLINE = re.compile(r"\s[-–—]\s[^-–—.!?]{2,60}$")
NO_CLAIMS = ("the life of", "the lives of", "lives", "by ")
DIRECT = 0.95  # share of the content's words in quotation marks from which an attribution is direct


def find_attributions(sentences: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Find who says what: the source, the cue and the content of each attribution.

    Rules read the words of a sentence, without a parser. Found are cues before, after and inside the content
    (*Orlov said that ...*; *"...", said Orlov*), *according to*, nouns (*Orlov's claim that*), *is quoted as
    saying*, judgements (*accused, praised*), *- mayor* at the end of a headline, quotations that run over
    sentences and paragraphs, and the turns of a transcript. `benchmarks/results_voices.md` gives the scores.

    Not found: speech without a cue of the list, attributions inside quotation marks, sources in another
    sentence other than the speaker of an open quotation, and cues in the passive (*it was said that*).

    Parameters
    ----------
    sentences : DataFrame
        The table of `split_sentences`.
    mentions : DataFrame
        The table of `find_entities` of the same sentences.

    Returns
    -------
    DataFrame
        One row per attribution, in text order: `article_id, outlet, date`; `sentence_id` of the cue;
        `source`, its words; `source_head`, the noun that heads them; `source_start`, `source_end`, their
        places in the article's text; `entity`, the one that the head means (empty where it is not known);
        `source_kind` (person, organisation, office, official, witness, document, media, or empty where it is
        not known); `cue`, as written; `cue_class`; `form`; `content`, the places of what is attributed
        (`"0-57 80-95"`); `start`, `end`, the places of the whole attribution. `cue_class` is

        - `neutral`: *said*;
        - `vouching`: *confirmed*, for the content;
        - `distancing`: *claimed*;
        - `judging`: *accused*; the judgement is the source's.

        `form` is `direct` (content in quotation marks, or a turn of a transcript), `indirect` (none of it in
        quotation marks) or `mixed`. *He* and *she* mean the one person whom the earlier part of the paragraph
        or the sentence before names outside quotation marks; where it names two, `entity` stays empty.

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
    return measure_attributions(sentences, words=read_words(sentences), mentions=mentions)


def measure_attributions(
    sentences: pd.DataFrame, *, words: Words, mentions: pd.DataFrame
) -> pd.DataFrame:
    """The table of `find_attributions` for tables that were checked before."""
    rows = sorted(read_rows(sentences, words, Mentions(mentions)), key=lambda row: row[0])
    found = pd.DataFrame(rows, columns=["row", *ATTRIBUTIONS[4:]])
    keys = sentences[[*KEYS, "sentence_id"]].iloc[found["row"].to_numpy(int)].reset_index(drop=True)
    dtypes: dict[str, Any] = dict.fromkeys(["source_start", "source_end", "start", "end"], "int64")
    dtypes |= dict.fromkeys(["source", "source_head", "entity", "cue", "content"], "str")
    dtypes |= {
        "source_kind": pd.CategoricalDtype(SOURCE_KINDS),
        "cue_class": pd.CategoricalDtype(CLASSES),
        "form": pd.CategoricalDtype(FORMS),
    }
    found = found.drop(columns="row").astype(dtypes)
    return pd.concat([keys, found], axis=1)[ATTRIBUTIONS]


def read_rows(sentences: pd.DataFrame, words: Words, mentions: Mentions) -> Iterator[tuple]:
    """One tuple per attribution: the row of the sentence, then the columns after `sentence_id`."""
    table = Sentences(*(sentences[name].tolist() for name in Sentences._fields))
    cued = find_rows(words, make_cue_test())
    for turn in find_turns(table):
        yield describe_turn(turn, table, mentions)
    among = set(cued.tolist())
    rows = np.union1d(cued, list_headlines(table, find_rows(words, is_dash)))
    for row, tokens in read_tokens(words, rows, table.text, table.start):
        for attribution in separate_contents(tokens, read_attributions(tokens)):
            contents = [to_places(tokens, span) for span in attribution.contents]
            if attribution.side == "below":
                contents = list_below(row, table)
            elif contents:
                contents = extend_content(contents, row, table, among)
            if not contents or is_no_speech(tokens, attribution, contents[0], row, table):
                continue
            yield describe(tokens, attribution, row, contents, table, mentions)


def is_no_speech(tokens: Tokens, attribution: Attribution, content: Span, row: int, table: Sentences) -> bool:
    """Whether a cue is no speech: in a question to *you*, or in *claimed the lives of*.

    *Claimed by* names who is responsible, and says nothing of the act.
    """
    start, end = attribution.source
    text = table.text[row]
    if [token.text.lower() for token in tokens[start:end]] == ["you"] and text.rstrip(" )”\"'").endswith("?"):
        return True
    offset = table.start[row]
    opening = text[content[0] - offset : content[1] - offset].lower()
    return tokens[attribution.place].text.lower().startswith("claim") and opening.startswith(NO_CLAIMS)


def find_rows(words: Words, test: Callable[[str], bool]) -> np.ndarray:
    """The rows of the sentences with a word that passes a test."""
    return np.unique(words.sentence[words.map_distinct(test, bool)[words.code]])


def is_dash(word: str) -> bool:
    return word in DASHES


def list_headlines(table: Sentences, rows: np.ndarray) -> np.ndarray:
    """The rows that may be headlines with their source behind a dash, of those given."""
    return np.array([row for row in rows.tolist() if HEADLINE.search(table.text[row])], np.int64)


def to_places(tokens: Tokens, span: Span) -> Span:
    return tokens.find_places(span)


def describe(
    tokens: Tokens,
    attribution: Attribution,
    row: int,
    contents: list[Span],
    table: Sentences,
    mentions: Mentions,
) -> tuple:
    """The row of one attribution."""
    start, end = to_places(tokens, attribution.source)
    place = find_head(tokens, *attribution.source)
    head = tokens[place]
    offset = table.start[row]
    text = table.text[row][start - offset : end - offset]
    source = Source(text, (start, end), head.text, tokens.starts[place])
    entity, kind = resolve_source(source, row, table, mentions)
    spans = [(start, end), to_places(tokens, attribution.cue), *contents]
    return (
        row, text, head.text, start, end, entity, kind, tokens[attribution.place].text,
        attribution.form.category, name_form(contents, row, table), join_spans(contents),
        min(spans)[0], max(end for _, end in spans),
    )  # fmt: skip


def describe_turn(turn: Turn, table: Sentences, mentions: Mentions) -> tuple:
    """The row of one turn of a transcript."""
    start = table.start[turn.row]
    end = start + len(turn.label)
    head = turn.label.split()[-1]
    source = Source(turn.label, (start, end), head, end - len(head))
    entity, kind = resolve_source(source, turn.row, table, mentions)
    contents = turn.contents
    return (
        turn.row, turn.label, head, start, end, entity, kind, ":", "neutral", "direct",
        join_spans(contents), start, contents[-1][1],
    )  # fmt: skip


def name_form(contents: list[Span], row: int, table: Sentences) -> str:
    """The form of an attribution: by the share of its content's words that stand in quotation marks.

    Sentences added before or behind the cue's own are quoted as a whole.
    """
    offset = table.start[row]
    text, spans = table.text[row], parse_spans(table.quote_spans[row])
    if not spans and len(contents) and all(offset <= start < offset + len(text) for start, _ in contents):
        return "indirect"
    words = quoted = 0
    for start, end in contents:
        if not offset <= start < offset + len(text):
            words, quoted = words + 1, quoted + 1
            continue
        for match in WORD.finditer(text, start - offset, end - offset):
            words += 1
            quoted += any(opening <= match.start() < closing for opening, closing in spans)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= DIRECT * words else "mixed"


def join_spans(spans: list[Span]) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)
