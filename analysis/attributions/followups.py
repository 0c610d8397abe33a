"""A sentence between two of one source: *..., Orlov said. The bridge fell. ..., Orlov added.*"""

from collections.abc import Collection, Iterator

from analysis.attributions.attribution import Row
from analysis.attributions.continuations import Sentences, span_sentence

# The second cue says that its source goes on (*added*, *went on to say*).
GOING_ON = frozenset(["added", "adds", "continued", "continues", "say"])
COVERED = 0.6  # share of a sentence that its source must have


def find_between(rows: list[Row], table: Sentences, cued: Collection[int]) -> Iterator[Row]:
    """The rows of the sentences without a cue that stand between two of one source, in one paragraph.

    Their content is the sentence before the second cue, told by the source that goes on behind it.
    """
    by_sentence: dict[int, list[Row]] = {}
    for row in rows:
        by_sentence.setdefault(row.row, []).append(row)
    for place in by_sentence:
        middle = place + 1
        if middle in by_sentence or middle in cued or middle + 1 not in by_sentence:
            continue
        if not is_one_paragraph(place, table) or table.quote_spans[middle]:
            continue
        for after in by_sentence[middle + 1]:
            if (
                after.cue.lower() in GOING_ON
                and covers(after, table)
                and any(covers(before, table) and is_same(before, after) for before in by_sentence[place])
            ):
                yield make_between(after, middle, table)
                break


def is_one_paragraph(row: int, table: Sentences) -> bool:
    """Whether a sentence and the two behind it are of one paragraph."""
    if row + 2 >= len(table.text):
        return False
    return len({(table.article_id[place], table.paragraph[place]) for place in (row, row + 1, row + 2)}) == 1


def covers(row: Row, table: Sentences) -> bool:
    """Whether the content of an attribution is most of its sentence."""
    start, end = span_sentence(row.row, table)
    size = sum(max(0, min(end, closing) - max(start, opening)) for opening, closing in row.content)
    return bool(row.source) and row.form != "direct" and size >= COVERED * (end - start)


def is_same(before: Row, after: Row) -> bool:
    """Whether two attributions have one source: one entity, or the same words."""
    if before.entity or after.entity:
        return before.entity == after.entity
    if before.name or after.name:
        return before.name == after.name
    return before.source.lower() == after.source.lower()


def make_between(after: Row, row: int, table: Sentences) -> Row:
    """The row of the sentence between: without a cue, told by the source that goes on."""
    start, end = span_sentence(row, table)
    return after._replace(
        row=row, cue="", cue_class="neutral", form="indirect", content=[(start, end)],
        start=start, end=max(end, after.source_end),
    )  # fmt: skip
