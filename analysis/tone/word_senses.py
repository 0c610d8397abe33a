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

from analysis.matching.surroundings import (
    AFTER,
    REACH,
    has,
    is_joined_to_hit,
    look_around,
    summarise_sentences,
)
from analysis.matching.word_lists import list_words
from analysis.text.words import Words

# Adjectives and nouns that are verbs where an object follows.
VERBS = list_words(
    "compelling confusing depressing disappointing distressing disturbing embarrassing encouraging fool "
    "humiliating inspiring mistake moving pleasing refreshing rewarding shame terrifying thrilling"
)
OBJECTS = list_words(
    "a an her him his it its me my naked our some that the their them these this those us you your"
)
# Before these words a form is no verb.
DEGREES = list_words(
    "a an and as deeply her his its less more most my no or our quite rather so the their this too very"
)
FAILURES = list_words("failure failures")
WORKINGS = list_words(
    "bank brake brakes bridge business cardiac component crop crops dam electrical engine equipment grid "
    "hardware heart hull kidney liver lung mechanical metal network organ pipe power pump renal "
    "respiratory rudder signal software structural system systems technical tyre valve water"
)
SLAUGHTER = list_words("butchered slaughter slaughtered slaughtering")
ANIMALS = list_words(
    "animal animals bird birds bull bulls calves camel camels cattle chicken chickens cow cows deer duck "
    "ducks elephants flock geese goat goats hens herd herds horses lamb lambs livestock meat ostriches "
    "pig pigs poultry sheep turkeys whales"
)
WRONG = list_words("wrong")
# With these words `wrong` judges what somebody chose.
CHOICES = list_words(
    "about answer approach assumption attitude battle because choice conclusion conclusions course "
    "decision decisions doing fight idea ideas if judgement judgment kind lesson lessons message move "
    "moves policies policy premise priorities priority question reasons side signal signals sort strategy "
    "thing things view views when"
)
CORRECTED = list_words(
    "address caption count date dates digit figure figures headline label map maps name names number "
    "numbers paragraph percentage sentence spelling sum sums tally title total totals word words year"
)
SPOKEN_OF = list_words(
    "adjective adjectives headline label labels noun phrase phrases placard placards slogan slogans term "
    "terms word words"
)
FILLERS = list_words("\" ' “ ” ‘ ’ „ « as like such : , and or of number one")
# A good name or a bad one is what others think.
REPUTES = list_words("persona reputation reputations")
SUSPICIONS = list_words("alleged possible potential presumed supposed suspected")
# Labels of persons, whom one may suspect; who suspects a regime calls it one.
SUSPECTS = list_words(
    "bandit bandits collaborator collaborators criminal criminals extremist extremists terrorist "
    "terrorists traitor traitors"
)
(
    VERB, OBJECT, DEGREE, FAILS, WORKING, KILLS, ANIMAL, IS_WRONG, CHOICE, CORRECTS, SPOKEN, FILLER,
    SUSPECTED, MAY, WORD, CAPITAL, BY, SUSPECT, REPUTE,
) = (2**n for n in range(19))  # fmt: skip
KINDS = {
    VERB: VERBS, OBJECT: OBJECTS, DEGREE: DEGREES, FAILS: FAILURES, WORKING: WORKINGS, KILLS: SLAUGHTER,
    ANIMAL: ANIMALS, IS_WRONG: WRONG, CHOICE: CHOICES, CORRECTS: CORRECTED, SPOKEN: SPOKEN_OF,
    FILLER: FILLERS, SUSPECTED: SUSPICIONS, MAY: list_words("may might whether"), BY: list_words("by"),
    SUSPECT: SUSPECTS, REPUTE: REPUTES,
}  # fmt: skip
KIND_OF_WORD = {
    word: sum(bit for bit, some in KINDS.items() if word in some) for word in set().union(*KINDS.values())
}
# Small words that no noun follows `wrong` in.
SMALL = list_words(
    "a about again an and as at but by for from here in is now of on or so than that the there this to "
    "too with"
)


def has_other_sense(words: Words, first: np.ndarray, last: np.ndarray, is_label: np.ndarray) -> np.ndarray:
    """For each hit, whether its word judges nothing here; `is_label` marks those that negation leaves.

    >>> import pandas as pd
    >>> from analysis.text.words import read_words
    >>> words = read_words(pd.DataFrame({"text": ["The wrong word.", "It was wrong."]}))
    >>> places = np.array([1, 6])
    >>> has_other_sense(words, places, places, np.array([False, False])).tolist()
    [True, False]
    """
    kinds = words.map_distinct(describe_word, np.int32)
    bits = summarise_sentences(words, kinds, ANIMAL)[words.sentence[first]]
    window = look_around(words, kinds, first, last, range(-REACH, REACH + 1))
    own, before, following = window[:, REACH], window[:, REACH - 1], window[:, AFTER]
    is_verb = has(own, VERB) & has(following, OBJECT | CAPITAL) & ~has(before, DEGREE)
    is_term = has(own, FAILS) & has(before, WORKING) | has(own, KILLS) & has(bits, ANIMAL)
    is_term |= has(own, VERB) & has(before, BY)  # by mistake
    is_name = has(following, REPUTE)
    near = window[:, REACH - 4 : REACH]
    is_suspicion = has(own, SUSPECT) & has(near, SUSPECTED).any(axis=1)
    is_suspicion |= ~is_label & has(near[:, 1:], MAY).any(axis=1)
    return is_verb | is_term | is_name | is_other_one(window) | is_spoken_of(window) | is_suspicion


def is_other_one(window: np.ndarray) -> np.ndarray:
    """For each hit, whether it is a `wrong` that says which one, or corrects a word or a number."""
    following = window[:, AFTER]
    is_attribute = has(following, WORD) & ~has(following, CHOICE)
    is_corrected = has(window[:, REACH - 6 : REACH], CORRECTS).any(axis=1)
    return has(window[:, REACH], IS_WRONG) & (is_attribute | is_corrected)


def is_spoken_of(window: np.ndarray) -> np.ndarray:
    """For each hit, whether it follows a noun for words, with nothing but marks between."""
    before = window[:, REACH - 4 : REACH]
    return np.asarray((has(before, SPOKEN) & is_joined_to_hit(has(before, FILLER))).any(axis=1))


def describe_word(word: str) -> int:
    """What the rules need to know of a word, as bits."""
    lower = word.lower()
    bits = KIND_OF_WORD.get(lower, 0)
    if not word[0].isalpha():
        return bits
    return bits | (CAPITAL if word[0].isupper() else 0 if lower in SMALL else WORD)
