"""One attribution: source, cue and content as ranges of tokens."""

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
