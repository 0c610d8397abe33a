"""The rows of the table of attributions."""

from collections.abc import Sequence

from analysis.attributions.attribution import Attribution, Row
from analysis.attributions.continuations import Sentences
from analysis.attributions.rules.noun_phrases import find_head
from analysis.attributions.speakers.resolution import Resolver, Speaker
from analysis.attributions.speakers.sources import Source
from analysis.attributions.speakers.turns import Turn
from analysis.attributions.speakers.whole_texts import WholeText, name_speaker
from analysis.attributions.tokens import Span, Tokens, parse_spans

DIRECT = 0.95  # share of the content in quotation marks from which an attribution is direct
LONE_MARKS = 2  # characters: a quotation mark at the edge of the content is no quotation


def describe(
    tokens: Tokens,
    attribution: Attribution,
    row: int,
    contents: list[Span],
    table: Sentences,
    resolver: Resolver,
) -> Row:
    """The row of one attribution."""
    if attribution.source[0] == attribution.source[1]:
        return describe_unnamed(tokens, attribution, row, contents, table)
    start, end = tokens.find_places(attribution.source)
    place = find_head(tokens, *attribution.source)
    head = tokens[place]
    offset = table.start[row]
    text = table.text[row][start - offset : end - offset]
    source = Source(text, (start, end), head.text, tokens.starts[place])
    speaker = resolver.resolve(source, row, contents)
    form = name_form(contents, row, table)
    opening, closing = tokens.find_places(attribution.cue)
    return Row(
        row, text, head.text, start, end, *speaker, tokens[attribution.place].text,
        attribution.form.category, form, contents,
        min(start, opening, contents[0][0]), max(end, closing, contents[-1][1]),
    )  # fmt: skip


def describe_unnamed(
    tokens: Tokens, attribution: Attribution, row: int, contents: list[Span], table: Sentences
) -> Row:
    """The row of an attribution that names no source; its place is that of the cue."""
    opening, closing = tokens.find_places(attribution.cue)
    return Row(
        row, "", "", opening, opening, *Speaker(), tokens[attribution.place].text, attribution.form.category,
        name_form(contents, row, table), contents,
        min(opening, contents[0][0]), max(closing, contents[-1][1]),
    )  # fmt: skip


def describe_turn(turn: Turn, resolver: Resolver) -> Row:
    """The row of one turn of a transcript."""
    start, end = turn.span
    speaker = name_speaker(turn.label, resolver, turn.row, start)
    contents = turn.contents
    return Row(
        turn.row, turn.label, turn.label.split()[-1], start, end, *speaker, ":", "neutral", "direct",
        contents, start, contents[-1][1],
    )  # fmt: skip


def describe_whole(whole: WholeText, resolver: Resolver) -> Row:
    """The row of a whole article in one voice; its source stands outside the text."""
    start, end = whole.span
    speaker = name_speaker(whole.name, resolver, whole.row)
    return Row(
        whole.row, whole.name, whole.name.rpartition(" ")[2], start, start, *speaker, "", "neutral", "direct",
        [whole.span], start, end,
    )  # fmt: skip


def name_form(contents: list[Span], row: int, table: Sentences) -> str:
    """The form of an attribution: by the share of its content that stands in quotation marks.

    Sentences added before or behind the cue's own are quoted as a whole.
    """
    offset, text = table.start[row], table.text[row]
    end = offset + len(text)
    marks = table.quote_spans[row]
    if not marks and offset <= contents[0][0] and contents[-1][1] <= end:
        return "indirect"
    spans = parse_spans(marks)
    size = quoted = 0
    for start, stop in contents:
        size += stop - start
        if offset <= start < end:
            quoted += measure_quoted(start - offset, stop - offset, spans)
        else:
            quoted += stop - start
    if quoted <= LONE_MARKS:
        return "indirect"
    return "direct" if quoted >= DIRECT * size else "mixed"


def measure_quoted(start: int, end: int, spans: Sequence[Span]) -> int:
    """How many characters of a range stand in quotation marks, these included."""
    return sum(max(0, min(end, closing + 1) - max(start, opening - 1)) for opening, closing in spans)


def join_spans(spans: list[Span]) -> str:
    """Places as text.

    >>> join_spans([(0, 7), (20, 31)])
    '0-7 20-31'
    """
    return " ".join(f"{start}-{end}" for start, end in spans)
