"""The cleaning steps in their fixed order, repeated until no text changes."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.cleaning.captions import CAPTION_SIGN, CREDIT_SIGN, drop_captions
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
from analysis.cleaning.datelines import drop_dateline, may_be_dated
from analysis.cleaning.glued import GLUED_SIGN, split_glued
from analysis.cleaning.links import FURNITURE_SIGN, LINK_SIGN, drop_links
from analysis.cleaning.marks import repair_quotes, repair_stops
from analysis.cleaning.markup import MARKUP_SIGN, drop_markup
from analysis.cleaning.openings import drop_bylines, drop_opening, may_be_signed
from analysis.cleaning.repeats import drop_boilerplate, drop_repeats
from analysis.cleaning.spacing import BROKEN_SIGN, SPACING_SIGN, join_broken, repair_spaces
from analysis.schema import check_choice


class Step(NamedTuple):
    """A cleaning step, and the signs without which it changes no text; to look for them is cheaper.

    A text passes the `test`, if there is one. If there are patterns (RE2), it holds `pattern`, or it has
    several paragraphs and holds `lines`.
    """

    clean: Callable[..., str]
    pattern: str | None = None
    lines: str | None = None
    test: Callable[[str], bool] | None = None


def is_wide(text: str) -> bool:
    """Whether a text has characters beyond ASCII."""
    return not text.isascii()


STEPS = {
    "markup": Step(drop_markup, MARKUP_SIGN),
    "entities": Step(unescape_entities, "&[#a-zA-Z]", test=lambda text: "&" in text),
    "mojibake": Step(repair_mojibake, MISREAD, test=is_wide),
    "broken words": Step(join_broken, BROKEN_SIGN),
    "invisible": Step(drop_invisible, INVISIBLE_SIGN),
    "letters": Step(unify_letters, LETTERS_SIGN, test=is_wide),
    "lost characters": Step(replace_lost, test=lambda text: "\ufffd" in text),
    "spaces": Step(repair_spaces, SPACING_SIGN),
    "quotes": Step(repair_quotes, "[“”‘’´`ʼ]", test=lambda text: is_wide(text) or "`" in text),
    "stops": Step(repair_stops, r"\.\.", test=bool),
    "glued words": Step(split_glued, GLUED_SIGN),
    "bylines": Step(drop_bylines, test=may_be_signed),
    "dateline": Step(drop_dateline, test=may_be_dated),
    "opening": Step(drop_opening),
    "links": Step(drop_links, FURNITURE_SIGN, LINK_SIGN),
    "captions": Step(drop_captions, CREDIT_SIGN, CAPTION_SIGN),
    "repeats": Step(drop_repeats),
    "boilerplate": Step(drop_boilerplate),
}
# Few texts hold any of these patterns, and one search for all of them finds those.
ANY_PATTERN = "|".join(f"(?:{step.pattern})" for step in STEPS.values() if step.pattern and step.test is None)
EDGE = 300  # characters at which a text is looked at again after something was cut off there
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
    holds = np.zeros(len(texts), dtype=bool)  # whether a text may hold a pattern of any step
    if any(STEPS[name].pattern for name in names):
        holds[rows] = search(texts[rows], ANY_PATTERN)
    for _ in range(MAX_ROUNDS):
        changed: set[int] = set()
        for name in names:
            parts: dict[int, str] = {}
            for row, after in run_step(name, texts, rows, holds, arguments.get(name)):
                if observe:
                    observe(name, row, texts[row], after)
                parts[row] = pick_changed(texts[row], after)
                texts[row] = after
            changed |= parts.keys()
            again = [row for row in parts if not holds[row]]
            holds[again] = search(np.array([parts[row] for row in again], dtype=object), ANY_PATTERN)
        rows = np.array(sorted(changed), dtype=int)
        if not len(rows):
            break
    return texts


def run_step(
    name: str, texts: np.ndarray, rows: np.ndarray, holds: np.ndarray, arguments: np.ndarray | None
) -> Iterator[tuple[int, str]]:
    """The rows that one step changes, each with its text after the step."""
    step = STEPS[name]
    for row in find_rows(step, texts, rows, holds):
        after = step.clean(texts[row]) if arguments is None else step.clean(texts[row], arguments[row])
        if after != texts[row]:
            yield row, after


def find_rows(step: Step, texts: np.ndarray, rows: np.ndarray, holds: np.ndarray) -> list[int]:
    """The rows whose texts show the signs of a step; `holds` says which texts may hold any pattern."""
    if step.test is not None:
        rows = np.array([row for row in rows.tolist() if step.test(texts[row])], dtype=int)
    if not step.pattern:
        return rows.tolist()
    likely = rows if step.test is not None else rows[holds[rows]]
    found = likely[search(texts[likely], step.pattern)].tolist()
    if step.lines:
        several = np.array([row for row in rows.tolist() if "\n" in texts[row]], dtype=int)
        found = sorted({*found, *several[search(texts[several], step.lines)].tolist()})
    return found


def search(texts: np.ndarray, pattern: str) -> np.ndarray:
    """For each text whether it holds the pattern (RE2)."""
    if not len(texts):
        return np.zeros(0, dtype=bool)
    found = pc.match_substring_regex(pa.array(texts, pa.large_string()), pattern)
    return found.to_numpy(zero_copy_only=False)


def pick_changed(before: str, after: str) -> str:
    """The part of a changed text that may hold a pattern which the text before did not hold.

    Where something was cut off at one end, this is the text at that end; an x stands for the rest.

    >>> pick_changed("17 May 2022 It fell.", "It fell."), pick_changed("It fel.", "It fell.")
    ('It fell.x', 'It fell.')
    """
    if before.endswith(after):
        return after[:EDGE] + "x"
    return "x" + after[-EDGE:] if before.startswith(after) else after
