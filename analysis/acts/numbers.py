"""The number of people that a phrase speaks of, as a range."""

import re

from analysis.acts.grammar.letters import PERSON_WORDS, PLURALS, SCALES, TENS, UNITS
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.matching.word_lists import list_words

VALUES = dict(zip(UNITS, range(20), strict=True)) | dict(zip(TENS, range(20, 100, 10), strict=True))
LEAST = list_words("least more fewer-than over another well")
MOST = list_words("most up less")


def find_number(sentence: Sentence, phrase: Phrase | None) -> tuple[float, float]:
    """The least and the most people that a phrase speaks of; not a number where it does not tell."""
    nothing = (float("nan"), float("nan"))
    if phrase is None:
        return nothing
    words = sentence.words[phrase.start : phrase.end]
    for place, word in enumerate(words):
        before = words[:place]
        if word in PLURALS:
            scale = (
                words[place + 2] if words[place + 1 : place + 2] == ["of"] and place + 2 < len(words) else ""
            )
            return float(PLURALS[word] * SCALES.get(scale.removesuffix("s"), 1)), float("nan")
        value = read_number(words[place:])
        if value is None:
            continue
        if any(w in MOST for w in before) and "more" not in before:
            return float("nan"), value
        if any(w in LEAST for w in before):
            return value, float("nan")
        return value, value
    if words[:1] in (["a"], ["an"]) and words[-1] in PERSON_WORDS and not words[-1].endswith("s"):
        return 1.0, 1.0
    return nothing


def read_number(words: list[str]) -> float | None:
    """The number that words begin with.

    >>> read_number(["1,400", "people"]), read_number(["two", "hundred"]), read_number(["the"])
    (1400.0, 200.0, None)
    """
    word = words[0]
    if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", word):
        value = float(word.replace(",", ""))
    elif word in VALUES:
        value = float(VALUES[word])
    elif "-" in word and all(part in VALUES for part in word.split("-")):
        value = float(sum(VALUES[part] for part in word.split("-")))
    elif word in SCALES:
        return float(SCALES[word])
    else:
        return None
    scale = SCALES.get(words[1]) if len(words) > 1 else None
    return value * scale if scale else value
