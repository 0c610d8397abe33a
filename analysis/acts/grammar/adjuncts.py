"""The phrases with prepositions that belong to a verb or open its clause."""

from collections.abc import Iterator

from analysis.acts.grammar.clauses import HARMED
from analysis.acts.grammar.letters import BASED
from analysis.acts.grammar.sentence import Phrase, Sentence


def list_adjuncts(sentence: Sentence, verb: int) -> list[tuple[str, Phrase]]:
    """The prepositions of the rest of a verb's clause and the phrases that follow them."""
    key = ("adjuncts", verb)
    if key not in sentence.found:
        sentence.found[key] = list(find_adjuncts(sentence, verb))
    return sentence.found[key]


def find_adjuncts(sentence: Sentence, verb: int) -> Iterator[tuple[str, Phrase]]:
    """The prepositions and phrases of the rest of a verb's clause, read anew."""
    letters, is_other, has_place = sentence.letters, False, False
    for place in range(verb + 1, len(letters)):
        letter = letters[place]
        is_other = is_other or (letter == "K" and is_other_participle(sentence, place, verb))
        counted = find_counted(sentence, place) if letter != "X" or not has_place else None
        if counted is not None and letters[counted.start - 1] == "C":
            continue  # *ten were killed and two others injured in the attack*
        if letter in "VRS" or sentence.words[place] in ("according", ";") or letter == "X":
            return
        if sentence.words[place - 1] in BASED and place > verb + 1:
            continue  # *launched by rebels positioned on the hills*
        noun = place + 1 + (letter == "P" and letters[place + 1 : place + 2] in ("K", "B"))
        if letter == "P" and noun in sentence.starting and not (is_other and sentence.words[place] == "by"):
            has_place = has_place or sentence.words[place] in ("in", "by")
            yield sentence.words[place], sentence.starting[noun]  # *by improvised mines*


def find_counted(sentence: Sentence, place: int) -> Phrase | None:
    """The people before *killed* or its helpers at a place (*and 106 have been wounded*)."""
    if sentence.words[place] in HARMED:
        return sentence.ending.get(place)
    if sentence.letters[place] != "X":
        return None
    first = last = place
    while sentence.letters[last : last + 1] == "X":
        last += 1
    while first and sentence.letters[first - 1] == "X":
        first -= 1
    return (
        sentence.ending.get(first)
        if sentence.words[last : last + 1] and sentence.words[last] in HARMED
        else None
    )


def is_other_participle(sentence: Sentence, place: int, verb: int) -> bool:
    """Whether a participle behind a verb has a doer of its own (*deported to regions occupied by them*)."""
    if sentence.letters[place] != "K" or place == verb + 1:
        return False
    return sentence.letters[place - 1] in "NB" and sentence.words[place] not in HARMED


def list_openers(sentence: Sentence, start: int) -> Iterator[tuple[str, Phrase]]:
    """The prepositions before the subject of a clause and the phrases that follow them (*In Gaza, ...*).

    A preposition behind a noun belongs to the noun (*attacks on Israel, with two people killed*).
    """
    letters = sentence.letters
    for place in range(start - 1, -1, -1):
        if letters[place] in "VSR" or sentence.words[place] in (";", "and", "but", "while"):
            return
        is_first = place == 0 or letters[place - 1] in ",.CSZB"
        is_opener = letters[place] == "P" and (is_first or sentence.words[place - 1] in ("result", "wake"))
        if is_opener and place + 1 in sentence.starting:
            yield sentence.words[place], sentence.starting[place + 1]
