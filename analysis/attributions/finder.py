"""The finder of attributions: one row per source, cue and content."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.attributions.attribution import Attribution
from analysis.attributions.constructions import read_attributions
from analysis.attributions.content_words import count_content_words
from analysis.attributions.continuations import Sentences, extend_content, list_below
from analysis.attributions.cues import CLASSES, list_forms
from analysis.attributions.noun_phrases import find_head
from analysis.attributions.separation import separate_contents
from analysis.attributions.speakers.genders import GENDERS, spread_genders
from analysis.attributions.speakers.quotations import LooseQuotation, Quoted, find_loose_quotations
from analysis.attributions.speakers.resolution import Resolver
from analysis.attributions.speakers.sources import SOURCE_KINDS, Mentions, Source
from analysis.attributions.speakers.turns import Turn, find_turns
from analysis.attributions.speakers.whole_texts import WholeText, find_whole_texts, name_speaker, take_genres
from analysis.attributions.tokens import Span, Tokens, parse_spans, tokenize
from analysis.schema import COLUMNS, KEYS, check_columns
from analysis.text.words import Words, read_words

ATTRIBUTIONS = [
    *KEYS, "sentence_id", "source", "source_head", "source_start", "source_end", "entity", "name", "gender",
    "camp", "source_kind", "cue", "cue_class", "form", "content", "n_words", "start", "end",
]  # fmt: skip
FORMS = ["direct", "indirect", "mixed"]
WORD = re.compile(r"\w+")
# A dash between spaces before the last words, and no full stop.
HEADLINE = re.compile(r"\s[-–—]\s[^-–—.!?]{2,60}$")
NO_CLAIMS = ("the life of", "the lives of", "lives", "by ")
DIRECT = 0.95  # share of the content's words in quotation marks from which an attribution is direct


def find_attributions(
    sentences: pd.DataFrame, mentions: pd.DataFrame, *, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find who says what: the source, the cue and the content of each attribution.

    Rules read the words of a sentence, without a parser. Found are cues before, after and inside the content
    (*Orlov said that ...*; *"...", said Orlov*), *according to*, nouns (*Orlov's claim that*), *is quoted as
    saying*, judgements (*accused, praised*), *- mayor* at the end of a headline, quotations that run over
    sentences and paragraphs, paragraphs that are quoted as a whole after an attribution, the turns of a
    transcript, and addresses: whole articles in one voice. `benchmarks/results_voices.md` gives the scores.

    Not found: speech without a cue of the list, attributions inside quotation marks, and cues in the passive
    (*it was said that*).

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
        `source`, its words; `source_head`, the noun that heads them; `source_start`, `source_end`, their
        places in the article's text (the first place of the text where the source stands outside it);
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
    """The table of `find_attributions` for tables that were checked before."""
    table = Sentences(*(sentences[name].tolist() for name in Sentences._fields))
    resolver = Resolver(table, Mentions(mentions))
    rows = [
        describe_whole(whole, resolver) for whole in find_whole_texts(table, take_genres(sentences, articles))
    ]
    rows += read_rows(table, resolver)
    quoted = [Quoted(row[0], row[1:10], row[12], row[13]) for row in rows]
    rows += [describe_loose(loose) for loose in find_loose_quotations(quoted, table)]
    rows.sort(key=lambda row: row[0])
    columns = [name for name in ATTRIBUTIONS[4:] if name != "n_words"]
    found = pd.DataFrame(rows, columns=["row", *columns])
    keys = sentences[[*KEYS, "sentence_id"]].iloc[found["row"].to_numpy(int)].reset_index(drop=True)
    dtypes: dict[str, Any] = dict.fromkeys(["source_start", "source_end", "start", "end"], "int64")
    dtypes |= dict.fromkeys(["source", "source_head", "entity", "cue", "content"], "str")
    dtypes |= dict.fromkeys(["name", "camp"], "str")
    dtypes |= {
        "gender": pd.CategoricalDtype(GENDERS),
        "source_kind": pd.CategoricalDtype(SOURCE_KINDS),
        "cue_class": pd.CategoricalDtype(CLASSES),
        "form": pd.CategoricalDtype(FORMS),
    }
    found = pd.concat([keys, found.drop(columns="row")], axis=1)
    n_words = count_content_words(found, sentences, words)
    return found.assign(gender=spread_genders(found), n_words=n_words).astype(dtypes)[ATTRIBUTIONS]


def read_rows(table: Sentences, resolver: Resolver) -> Iterator[tuple]:
    """One tuple per attribution: the row of the sentence, then the columns after `sentence_id`."""
    forms = list_forms()
    cued = [
        row for row, text in enumerate(table.text) if not forms.keys().isdisjoint(WORD.findall(text.lower()))
    ]
    for turn in find_turns(table):
        yield describe_turn(turn, resolver)
    among = set(cued)
    for row in sorted(among.union(list_headlines(table))):
        tokens = tokenize(table.text[row], table.start[row], table.quote_spans[row], forms=forms)
        for attribution in separate_contents(tokens, read_attributions(tokens)):
            contents = [to_places(tokens, span) for span in attribution.contents]
            if attribution.side == "below":
                contents = list_below(row, table)
            elif contents:
                contents = extend_content(contents, row, table, among)
            if not contents or is_no_speech(tokens, attribution, contents[0], row, table):
                continue
            yield describe(tokens, attribution, row, contents, table, resolver)


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


def list_headlines(table: Sentences) -> list[int]:
    """The rows that may be headlines with their source behind a dash."""
    return [row for row, text in enumerate(table.text) if HEADLINE.search(text)]


def to_places(tokens: Tokens, span: Span) -> Span:
    return tokens[span[0]].start, tokens[span[1] - 1].end


def describe(
    tokens: Tokens,
    attribution: Attribution,
    row: int,
    contents: list[Span],
    table: Sentences,
    resolver: Resolver,
) -> tuple:
    """The row of one attribution."""
    start, end = to_places(tokens, attribution.source)
    head = tokens[find_head(tokens, *attribution.source)]
    offset = table.start[row]
    text = table.text[row][start - offset : end - offset]
    source = Source(text, (start, end), head.text, head.start)
    speaker = resolver.resolve(source, row, contents)
    spans = [(start, end), to_places(tokens, attribution.cue), *contents]
    return (
        row, text, head.text, start, end, *speaker, tokens[attribution.place].text,
        attribution.form.category, name_form(contents, row, table), join_spans(contents),
        min(spans)[0], max(end for _, end in spans),
    )  # fmt: skip


def describe_turn(turn: Turn, resolver: Resolver) -> tuple:
    """The row of one turn of a transcript."""
    start, end = turn.span
    speaker = name_speaker(turn.label, resolver, turn.row, start)
    contents = turn.contents
    return (
        turn.row, turn.label, turn.label.split()[-1], start, end, *speaker, ":", "neutral", "direct",
        join_spans(contents), start, contents[-1][1],
    )  # fmt: skip


def describe_whole(whole: WholeText, resolver: Resolver) -> tuple:
    """The row of a whole article in one voice; its source stands outside the text."""
    start, end = whole.span
    speaker = name_speaker(whole.name, resolver, whole.row)
    return (
        whole.row, whole.name, whole.name.rpartition(" ")[2], start, start, *speaker, "", "neutral", "direct",
        join_spans([whole.span]), start, end,
    )  # fmt: skip


def describe_loose(loose: LooseQuotation) -> tuple:
    """The row of a quotation whose source stands in the paragraph before."""
    contents = loose.contents
    return (
        loose.row, *loose.source, "", "neutral", "direct", join_spans(contents), contents[0][0],
        contents[-1][1],
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
