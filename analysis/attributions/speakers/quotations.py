"""Quotations whose source stands in the paragraph before: whole paragraphs in marks, without a cue."""

from collections.abc import Iterator

from analysis.attributions.attribution import Row
from analysis.attributions.continuations import WHOLLY, Sentences, is_wholly_quoted, span_sentence
from analysis.attributions.tokens import Span

FEWEST_WORDS = 5  # of a quotation; fewer are a heading or a slogan


def join_loose_quotations(found: list[Row], table: Sentences) -> list[Row]:
    """The attributions with the paragraphs that are quoted as a whole, and are no content yet.

    Such a paragraph has the words of the one whom the paragraph before attributes its end to: it goes on
    with a quotation there, and is an attribution of its own behind words without quotation marks. `found` are
    the attributions that have a cue, or are whole articles.
    """
    paragraphs = list(list_quoted_paragraphs(table))
    contents: dict[str, list[Span]] = {table.article_id[row]: [] for row, _ in paragraphs}
    joined = list(found)
    last: dict[int, int] = {}  # the place in `joined` of the last attribution of each row
    for number, attribution in enumerate(found):
        spans = contents.get(table.article_id[attribution.row])
        if spans is None:
            continue
        place = attribution.source_start
        # What another says of a source does not go on in a paragraph of its own.
        if not any(start <= place < end for start, end in spans) and goes_on(attribution):
            last[attribution.row] = number
        spans += attribution.content
    for row, end in paragraphs:
        before = find_before(row, last, table)
        spans = [span_sentence(place, table) for place in range(row, end)]
        has_words = sum(len(table.text[place].split()) for place in range(row, end)) >= FEWEST_WORDS
        if before is not None and has_words and not is_covered(spans, contents[table.article_id[row]]):
            last[end - 1] = add_quotation(joined, before, row, spans)
    return joined


def list_quoted_paragraphs(table: Sentences) -> Iterator[Span]:
    """The paragraphs that are quoted as a whole: each by its first row, and the one behind its last row."""
    for row, quoted in enumerate(table.in_quote):
        if quoted >= WHOLLY and not (row and is_same_paragraph(row - 1, row, table)):
            end = find_end(row, table)
            if all(is_wholly_quoted(place, table) for place in range(row, end)):
                yield row, end


def add_quotation(joined: list[Row], number: int, row: int, spans: list[Span]) -> int:
    """The place of the attribution that a quotation goes on with, or of its own; `joined` gets it."""
    before, end = joined[number], spans[-1][1]
    if before.form != "indirect":
        joined[number] = before._replace(content=before.content + spans, end=end)
        return number
    joined.append(
        before._replace(
            row=row, cue="", cue_class="neutral", form="direct", content=spans, start=spans[0][0], end=end
        )
    )
    return len(joined) - 1


def goes_on(attribution: Row) -> bool:
    """Whether a quotation can go on in the next paragraph: its speaker is quoted already, or known.

    Hearsay names no speaker, so nothing goes on with it.
    """
    if attribution.cue and not attribution.source:
        return False
    is_known = attribution.source_kind == "person" and attribution.entity != ""
    return attribution.form != "indirect" or is_known


def find_end(row: int, table: Sentences) -> int:
    """The row behind the paragraph that begins at a row."""
    end = row + 1
    while end < len(table.text) and is_same_paragraph(end, row, table):
        end += 1
    return end


def is_same_paragraph(row: int, other: int, table: Sentences) -> bool:
    return table.paragraph[row] == table.paragraph[other] and table.article_id[row] == table.article_id[other]


def is_covered(spans: list[Span], contents: list[Span]) -> bool:
    """Whether one of some sentences is the content of an attribution."""
    return any(start < span[1] and span[0] < end for span in spans for start, end in contents)


def find_before(row: int, last: dict[int, int], table: Sentences) -> int | None:
    """The attribution that the paragraph before ends in; None where it ends in something else."""
    place = row - 1
    if place < 0 or table.article_id[place] != table.article_id[row]:
        return None
    while place >= 0 and is_same_paragraph(place, row - 1, table):
        if place in last:
            return last[place]
        if not is_wholly_quoted(place, table):
            return None
        place -= 1
    return None
