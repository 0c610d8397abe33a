"""The cleaning steps in their fixed order, repeated until no text changes."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.cleaning.captions import CAPTION_SIGN, drop_captions
from analysis.cleaning.characters import (
    INVISIBLE_SIGN,
    LETTERS_SIGN,
    MISREAD,
    drop_invisible,
    repair_mojibake,
    replace_lost,
    unescape_entities,
    unify_letters,
)
from analysis.cleaning.datelines import DATELINE_SIGN, drop_dateline
from analysis.cleaning.glued import GLUED_SIGN, split_glued
from analysis.cleaning.links import LINK_SIGN, drop_links
from analysis.cleaning.marks import repair_quotes, repair_stops
from analysis.cleaning.markup import MARKUP_SIGN, drop_markup
from analysis.cleaning.openings import BYLINE_SIGN, drop_bylines, drop_opening
from analysis.cleaning.repeats import drop_boilerplate, drop_repeats
from analysis.cleaning.spacing import BROKEN_SIGN, join_broken, repair_spaces
from analysis.schema import check_choice


class Step(NamedTuple):
    """A cleaning step, and the pattern (RE2) that every text holds which the step changes; None: any text.

    `wide` says that a text of ASCII alone never holds the pattern.
    """

    clean: Callable[..., str]
    pattern: str | None
    wide: bool = False


# A search for the pattern is cheaper than the step. A test checks that no step changes a text without it.
STEPS = {
    "markup": Step(drop_markup, MARKUP_SIGN),
    "entities": Step(unescape_entities, "&[#a-zA-Z]"),
    "mojibake": Step(repair_mojibake, MISREAD, wide=True),
    "broken words": Step(join_broken, BROKEN_SIGN),
    "invisible": Step(drop_invisible, INVISIBLE_SIGN),
    "letters": Step(unify_letters, LETTERS_SIGN, wide=True),
    "lost characters": Step(replace_lost, "\ufffd", wide=True),
    "spaces": Step(
        repair_spaces,
        "[\\t\\r\\x0b\\x0c\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}"
        "\\x{3000}]|  | [,.]|^\\s|\\s$|\n | \n|\n\n\n|[^\n]\n[^\n]| [•‣●◦▪■►▶➤]",
    ),
    "quotes": Step(repair_quotes, "[“”‘’´`ʼ]"),
    "stops": Step(repair_stops, r"\.\."),
    "glued words": Step(split_glued, GLUED_SIGN),
    "bylines": Step(drop_bylines, BYLINE_SIGN),
    "dateline": Step(drop_dateline, DATELINE_SIGN),
    "opening": Step(drop_opening, None),
    "links": Step(drop_links, LINK_SIGN),
    "captions": Step(drop_captions, CAPTION_SIGN),
    "repeats": Step(drop_repeats, None),
    "boilerplate": Step(drop_boilerplate, None),
}
# The steps that look at one text alone.
TEXT_STEPS = [name for name in STEPS if name != "boilerplate"]
# Texts change in two or three rounds; more rounds than this would be a fault of the steps.
MAX_ROUNDS = 8

# Called for each text that a step changes: step, row, text before, text after.
Observer = Callable[[str, int, str, str], None]


def order_steps(steps: Iterable[str] | None) -> list[str]:
    """The names of the chosen steps in their fixed order; all steps for None.

    >>> order_steps(["stops", "quotes"])
    ['quotes', 'stops']
    """
    chosen = list(STEPS) if steps is None else list(steps)
    for step in chosen:
        check_choice(step, STEPS, name="steps")
    return [name for name in STEPS if name in chosen]


def repeat_steps(
    texts: np.ndarray,
    rows: np.ndarray,
    names: list[str],
    arguments: dict[str, np.ndarray],
    observe: Observer | None = None,
) -> np.ndarray:
    """The texts after the steps. The steps repeat on the texts that changed, until none changes.

    Parameters
    ----------
    texts : array of str
        The texts; the array is not changed.
    rows : array of int
        The rows of the texts to clean; the others stay as they are.
    names : list of str
        Names of the steps, in order.
    arguments : dict
        For a step that needs more than the text, one further argument per text: `opening` takes the title,
        `boilerplate` the lines.
    observe : function, optional
        Called for each text that a step changes, with the step, the row, the text before and after.
    """
    texts = texts.copy()
    for _ in range(MAX_ROUNDS):
        changed: set[int] = set()
        for name in names:
            for row, after in run_step(name, texts, rows, arguments.get(name)):
                if observe:
                    observe(name, row, texts[row], after)
                texts[row] = after
                changed.add(row)
        rows = np.array(sorted(changed), dtype=int)
        if not len(rows):
            break
    return texts


def run_step(
    name: str, texts: np.ndarray, rows: np.ndarray, arguments: np.ndarray | None
) -> Iterator[tuple[int, str]]:
    """The rows that one step changes, each with its text after the step."""
    step = STEPS[name]
    if step.wide:
        rows = rows[[not text.isascii() for text in texts[rows]]] if len(rows) else rows
    if step.pattern and len(rows):
        matches = pc.match_substring_regex(pa.array(texts[rows], pa.large_string()), step.pattern)
        rows = rows[matches.to_numpy(zero_copy_only=False)]
    for row in rows.tolist():
        after = step.clean(texts[row]) if arguments is None else step.clean(texts[row], arguments[row])
        if after != texts[row]:
            yield row, after
