"""False positives of a tagger: names with a low score, headlines, common words."""

import re

import numpy as np

from analysis.entities.spans import Names
from analysis.registry.files import Cues

# The lowest scores at which at least half of the tagger's names were right in name and type, counted on GMB,
# wikigold and CrossNER politics, each read by a model trained without it, and read in the sample corpus. Full
# names of persons, and places of one word, are right more often than the rest.
LOWEST_SCORE, LOWEST_SCORE_OF_SAFE = 0.6, 0.5
SAFE = {("person", True), ("place", False)}  # type, and whether the name has several words
LOWEST_SCORE_OF_FIRST_WORD = 0.87  # one word that opens a sentence and stands nowhere else in the article
LONGEST = 6  # capitalised words: a longer name is a headline
SMALL = (
    r"(?:Of|For|And|The|In|On|At|To|By|Not|After|From|Against|Near|Since|With|Is|Are|Was|Will|Who|Over|As)"
)
HEADLINE = re.compile(rf" {SMALL} [A-Z]")
WORD = re.compile(r"\w")
CAPITAL = re.compile(r"\b[A-Z]")
TIMES = """January February March April May June July August September October November December Monday
Tuesday Wednesday Thursday Friday Saturday Sunday North South East West Northern Southern Eastern Western
Central Brent"""


def drop_false_positives(names: Names, score: np.ndarray, texts: list[str], cues: Cues) -> Names:
    """Return the names of a tagger without those that are probably no names.

    Parameters
    ----------
    names : Names
        What the tagger found.
    score : float array
        Probability of each name (0-1).
    texts : list of str
        The texts of the sentences.
    cues : Cues
        Words that are no name alone.
    """
    surfaces, articles = names.surface.tolist(), names.article.tolist()
    starts = zip(names.sentence.tolist(), names.start.tolist(), strict=True)
    opens = [not start or not WORD.search(texts[row], 0, start) for row, start in starts]
    words_inside = {
        (article, word)
        for article, surface, opens_sentence in zip(articles, surfaces, opens, strict=True)
        for word in surface.split()[opens_sentence:]
    }
    common = list_common_words(cues)
    no_names = {surface for surface in set(surfaces) if is_no_name(surface, common)}
    keep = [
        value >= (LOWEST_SCORE_OF_SAFE if (type_, " " in surface) in SAFE else LOWEST_SCORE)
        and surface not in no_names
        and (
            " " in surface
            or not opens_sentence
            or value >= LOWEST_SCORE_OF_FIRST_WORD
            or (article, surface) in words_inside
        )
        for article, surface, opens_sentence, value, type_ in zip(
            articles, surfaces, opens, score.tolist(), names.type.tolist(), strict=True
        )
    ]
    return names.take(np.array(keep, dtype=bool))


def list_common_words(cues: Cues) -> frozenset[str]:
    """Return the words that are no name alone."""
    return frozenset(TIMES.split()) | cues.body | cues.site | cues.event | cues.common | cues.unit


def is_no_name(surface: str, common: frozenset[str]) -> bool:
    """Return whether a name is a common word, a headline or part of a word, wherever it stands.

    >>> [is_no_name(surface, frozenset(["May"])) for surface in ["May", "Anna May", "War In Ukraine", "Al-"]]
    [True, False, True, True]
    """
    if surface.endswith("-") or CAPITAL.search(surface) is None:
        return True
    if " " not in surface:
        return surface in common
    return len(CAPITAL.findall(surface)) > LONGEST or HEADLINE.search(surface) is not None
