"""The rows of the table of attributions."""

import re

from analysis.attributions.attribution import Attribution
from analysis.attributions.continuations import Sentences
from analysis.attributions.noun_phrases import find_head
from analysis.attributions.speakers.resolution import resolve_source
from analysis.attributions.speakers.sources import Mentions, Source
from analysis.attributions.speakers.turns import Turn
from analysis.attributions.tokens import Span, Tokens, parse_spans

WORD = re.compile(r"\w+")
DIRECT = 0.95  # share of the content's words in quotation marks from which an attribution is direct


def describe(
    tokens: Tokens,
    attribution: Attribution,
    row: int,
    contents: list[Span],
    table: Sentences,
    mentions: Mentions,
) -> tuple:
    """The row of one attribution."""
    start, end = tokens.find_places(attribution.source)
    place = find_head(tokens, *attribution.source)
    head = tokens[place]
    offset = table.start[row]
    text = table.text[row][start - offset : end - offset]
    source = Source(text, (start, end), head.text, tokens.starts[place])
    entity, kind = resolve_source(source, row, table, mentions)
    spans = [(start, end), tokens.find_places(attribution.cue), *contents]
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
    offset, text = table.start[row], table.text[row]
    end = offset + len(text)
    if not table.quote_spans[row] and offset <= contents[0][0] and contents[-1][1] <= end:
        return "indirect"
    spans = parse_spans(table.quote_spans[row])
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
