"""One attribution: as ranges of tokens of its sentence, and as a row of the table."""

from typing import NamedTuple

from analysis.attributions.cues import Cue
from analysis.attributions.tokens import Span


class Attribution(NamedTuple):
    """One attribution as ranges of tokens of its sentence.

    Parameters
    ----------
    source, cue : (int, int)
        Ranges of the source and of the cue.
    contents : tuple of (int, int)
        Ranges of the content.
    place : int
        Place of the word that is the cue.
    form : Cue
        That word.
    side : str
        Where the content stands: `right` or `left` of the cue, `around` an `according to`, or
        `below` (in the sentences after a colon).
    """

    source: Span
    cue: Span
    contents: tuple[Span, ...]
    place: int
    form: Cue
    side: str


class Row(NamedTuple):
    """One row of the table of attributions: the row of its sentence, then columns of the table.

    `content` holds the places in the article's text, which the table writes as text.
    """

    row: int
    source: str
    source_head: str
    source_start: int
    source_end: int
    entity: str
    name: str
    gender: str
    camp: str
    source_kind: str
    cue: str
    cue_class: str
    form: str
    content: list[Span]
    start: int
    end: int
