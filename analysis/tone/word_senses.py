"""Hits whose word judges nothing here: verbs, technical terms, words that are spoken of, suspicions.

- a verb with its object (`[compelling] the council to pay`, `nor [mistake] it for health`);
- `wrong` before what is merely another than the one meant (`the [wrong] word`), or behind a word or a number
  that it corrects (`the figure was [wrong]`);
- a good or a bad name, which others gave (`a [fearsome] reputation`);
- a technical term (`kidney [failure]`, `[slaughtered] 3,000 chickens`);
- a word that is spoken of, not used (`the word [terrorist]`);
- a label that is a suspicion (`a suspected [terrorist]`), or what only may be so (`may have [lied]`).
"""

import numpy as np

from analysis.matching.surroundings import AFTER, REACH, has, is_joined_to_hit
from analysis.tone.sense_kinds import (
    ANIMAL,
    BY,
    CHOICE,
    CORRECTED_ONE,
    DEGREE,
    FAILS,
    FILLER,
    IS_WRONG,
    KILLS,
    MAY,
    NO_NOUN,
    OBJECT,
    REPUTE,
    SPOKEN,
    SUSPECT,
    SUSPECTED,
    VERB,
    WORKING,
)  # fmt: skip
from analysis.tone.word_kinds import CAPITAL, CONTENT


def has_other_sense(window: np.ndarray, bits: np.ndarray, is_label: np.ndarray) -> np.ndarray:
    """For each hit, whether its word judges nothing here.

    `window` is what stands around it (`look_around`), `bits` are those of its sentence; `is_label` marks the
    terms that negation leaves as they are.
    """
    own, before, following = window[:, REACH], window[:, REACH - 1], window[:, AFTER]
    is_verb = has(own, VERB) & has(following, OBJECT | CAPITAL) & ~has(before, DEGREE)
    is_term = has(own, FAILS) & has(before, WORKING) | has(own, KILLS) & has(bits, ANIMAL)
    is_term |= has(own, VERB) & has(before, BY)  # by mistake
    near = window[:, REACH - 4 : REACH]
    is_suspicion = has(own, SUSPECT) & has(near, SUSPECTED).any(axis=1)
    is_suspicion |= ~is_label & has(near[:, 1:], MAY).any(axis=1)
    is_other = has(following, REPUTE) | is_other_one(window) | is_spoken_of(near)
    return is_verb | is_term | is_suspicion | is_other


def is_other_one(window: np.ndarray) -> np.ndarray:
    """For each hit, whether it is a `wrong` that says which one, or corrects a word or a number."""
    following = window[:, AFTER]
    is_attribute = has(following, CONTENT) & ~has(following, CHOICE | NO_NOUN)
    is_corrected = has(window[:, REACH - 6 : REACH], CORRECTED_ONE).any(axis=1)
    return has(window[:, REACH], IS_WRONG) & (is_attribute | is_corrected)


def is_spoken_of(before: np.ndarray) -> np.ndarray:
    """For each hit, whether it follows a noun for words, with nothing but marks between."""
    return np.asarray((has(before, SPOKEN) & is_joined_to_hit(has(before, FILLER))).any(axis=1))
