"""The cleaning steps in their fixed order, repeated until no text changes."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.cleaning.captions import drop_captions
from analysis.cleaning.characters import (
    COMBINING_RUN,
    MISREAD,
    drop_invisible,
    repair_mojibake,
    replace_lost,
    unescape_entities,
    unify_letters,
)
from analysis.cleaning.datelines import drop_dateline
from analysis.cleaning.glued import STUCK_WORDS, split_glued
from analysis.cleaning.links import drop_links
from analysis.cleaning.marks import repair_quotes, repair_stops
from analysis.cleaning.markup import drop_markup
from analysis.cleaning.openings import drop_bylines, drop_opening
from analysis.cleaning.repeats import drop_boilerplate, drop_repeats
from analysis.cleaning.spacing import join_broken, repair_spaces
from analysis.schema import check_choice


class Step(NamedTuple):
    """A cleaning step, and the pattern (RE2) that every text holds which the step changes; None: any text."""

    clean: Callable[..., str]
    pattern: str | None


# A search for the pattern is cheaper than the step. A test checks that no step changes a text without it.
STEPS = {
    "markup": Step(
        drop_markup,
        r"(?m)<[a-zA-Z/!?]|\[\[|\{\{|'''|\*\*|__|~~|\]\(|\] ?\[|\[/?[a-zA-Z]+[ =\]]|^ {0,3}#{1,6} |^ {0,3}>"
        r"|^==|^[ \t]*(?:[-*_=~][ \t]?){3}|^[ \t]*```|^[ \t]*\|?[ \t]*:?--",
    ),
    "entities": Step(unescape_entities, "&[#a-zA-Z]"),
    "mojibake": Step(repair_mojibake, MISREAD),
    "broken words": Step(join_broken, r"\pL[-\x{2010}\x{ad}¬][ \t]*[\r\n]|\pL[-\x{2010}\x{ad}¬] \pL"),
    "invisible": Step(
        drop_invisible,
        "[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\x{ad}\\x{34f}\\x{61c}\\x{180e}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}"
        "\\x{2060}-\\x{2064}\\x{2066}-\\x{206f}\\x{feff}\\x{fff9}-\\x{fffb}\\x{300}-\\x{36f}\\x{37e}\\x{387}\\x{2126}"
        "\\x{212a}\\x{212b}\\x{f900}-\\x{faff}]|" + COMBINING_RUN,
    ),
    "letters": Step(
        unify_letters,
        "[\\x{fb00}-\\x{fb06}\\x{2010}\\x{2011}\\x{ff10}-\\x{ff19}\\x{ff21}-\\x{ff3a}\\x{ff41}-\\x{ff5a}"
        "\\x{1d400}-\\x{1d7ff}]|[A-Za-z][\\x{400}-\\x{52f}]|[\\x{400}-\\x{52f}][A-Za-z]",
    ),
    "lost characters": Step(replace_lost, "\ufffd"),
    "spaces": Step(
        repair_spaces,
        "[\\t\\r\\x0b\\x0c\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}"
        "\\x{3000}]|  | [,.]|^\\s|\\s$|\n | \n|\n\n\n|[^\n]\n[^\n]| [•‣●◦▪■►▶➤]",
    ),
    "quotes": Step(repair_quotes, "[“”‘’´`ʼ]"),
    "stops": Step(repair_stops, r"\.\."),
    "glued words": Step(
        split_glued,
        "(?:[Tt]he|of|and|in|to|from|for|by|with|that|on|at|but)[A-Z]|[.!?][)\\]”’]?[A-Z]|[.,!?]”[A-Za-z]"
        "|[.!?][“«]|[.,!?]\"\\pL|" + STUCK_WORDS,
    ),
    "bylines": Step(
        drop_bylines,
        r"^(?:[^\n]*\n\n){0,4}(?:(?:[Bb][Yy]|Author|Reporter|Correspondent|Editor|(?:Written|Words|Report|Story) by)\b"
        r"|[^\n]{0,120}\d)|[Rr]eporting|Writing|Compiled|Edited",
    ),
    "dateline": Step(drop_dateline, r"^[^\n]{0,100}[-–—/)\]|:.]|^(?:By |BY )?[A-Z]{3}|\n\n[^\n]{0,100}[)\]]"),
    "opening": Step(drop_opening, None),
    "links": Step(
        drop_links,
        r"(?i)(?:^|\n)[^\w\n]{0,4}(?:https?:|www\.)|\b(?:read|see|watch|listen|related|recommended|more|miss|like|interested|next"
        r"|pictures|photos|video|gallery|slideshow|podcast|live|follow|previous|trending|stories|picks?|site|click|tap|continues?"
        r"|continue|advertise?ment|skip|share|also|get short url|sign up|subscribe|register|join|download|install|get|try|support"
        r"|donate|become|turn on|enable|receive|stay|keep|check out|contact|e-?mail|send|have you|do you|got a|first|originally)\b",
    ),
    "captions": Step(
        drop_captions,
        r"(?i)\b(?:photos?|photograph(?:s|er|y)?|images?|pictures?|pics?|credits?|caption|video|illustration|graphic"
        r"|screen ?(?:shot|grab)|copyright|file|handout|getty|afp|ap|epa|reuters|shutterstock|alamy|bloomberg|anadolu|tass|sputnik"
        r"|xinhua|upi|pa|dpa|nurphoto|zuma|istock|flickr|wikimedia|supplied|courtesy|frame|grab|un|unicef|aa|twitter|facebook"
        r"|telegram)\b|©|\(c\)",
    ),
    "repeats": Step(drop_repeats, None),
    "boilerplate": Step(drop_boilerplate, None),
}  # fmt: skip
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
    if step.pattern and len(rows):
        matches = pc.match_substring_regex(pa.array(texts[rows], pa.large_string()), step.pattern)
        rows = rows[matches.to_numpy(zero_copy_only=False)]
    for row in rows.tolist():
        after = step.clean(texts[row]) if arguments is None else step.clean(texts[row], arguments[row])
        if after != texts[row]:
            yield row, after
