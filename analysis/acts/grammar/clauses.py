"""The parts of a clause around a verb: its helpers, its subject, its objects, and who stands after *by*."""

from typing import NamedTuple

from analysis.acts.grammar.letters import BACKING, BE, HAVE, MODALS, NOT
from analysis.acts.grammar.phrases import is_time
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.violence import ARMS, list_forms
from analysis.matching.word_lists import list_words

MANAGED = list_words("able managed continued began started went helped")
# Words whose family, and not who they are, stands before *of*.
MANNERS = list_words("air sea land ground above afar mistake")
HARMED = frozenset(["killed", "injured", "wounded"])
# Between the helpers of a verb: *were reported killed*, *were both killed*.
BETWEEN_HELPERS = list_words(
    "reported feared found confirmed believed left presumed declared pronounced both all"
)


NO_OBJECTS = frozenset(["there", "i", "he", "she", "we", "they"])


class Group(NamedTuple):
    """The helpers before a verb: where they begin, and what they say."""

    start: int
    has_be: bool
    has_have: bool
    is_unreal: bool
    is_negated: bool


def read_group(sentence: Sentence, verb: int) -> Group:
    """The helpers of the verb at a place."""
    key = ("group", verb)
    if key not in sentence.found:
        sentence.found[key] = find_group(sentence, verb)
    return sentence.found[key]


def find_group(sentence: Sentence, verb: int) -> Group:
    """The helpers of the verb at a place, read anew."""
    start = verb
    words, letters = sentence.words, sentence.letters
    while start > 0 and (letters[start - 1] in "XBT" or words[start - 1] in NOT | BETWEEN_HELPERS):
        is_helped = words[start - 1] in BETWEEN_HELPERS
        if is_helped and not (start > 1 and letters[start - 2] in "XB"):
            break
        start -= 1
        if letters[max(start - 2, 0) : start + 1] == "BCB":
            start -= 1  # *has deliberately and directly targeted*
    helpers = words[start:verb]
    # *is believed to have killed* is active: only what follows *to* says what the verb is.
    last_to = letters.rfind("T", start, verb)
    is_managed = "to" in helpers and (words[start - 1] in MANAGED if start else False)
    return Group(
        start=start,
        has_be=any(word in BE for word in words[max(last_to, start) : verb]),
        has_have=any(word in HAVE for word in helpers),
        is_unreal=(any(word in MODALS for word in helpers) or ("to" in helpers and "have" not in helpers))
        and not is_managed,
        is_negated=any(word in NOT for word in helpers),
    )


def find_joined_verb(sentence: Sentence, joint: int) -> int | None:
    """The verb that a verb after *and* or a comma shares its subject with."""
    letters = sentence.letters
    is_finite = letters[joint + 1 :].lstrip("B")[:1] != "G"
    for place in range(joint - 1, -1, -1):
        letter, word = letters[place], sentence.words[place]
        is_helped = letters[:place].rstrip("B")[-1:] == "X"  # *is not looking for peace and is killing*
        is_verb = letter in "VKI" or (letter == "G" and (is_helped or bool(list_forms().get(word))))
        if is_finite and letter == "G" and letters[:place].rstrip("B")[-1:] in ("S", "P"):
            continue  # *turned back after attacking it and hit a car*
        if letter == "K" and not is_helped and word in BACKING and sentence.words[place + 1] == "by":
            continue  # *killed a man backed by rebels and wounded two*
        if is_verb and place not in sentence.inside:  # not *allied* of *soldiers and allied militia*
            return place
        # *while repelling*, *as well as*
        is_aside = letter == "S" and (word == "as" or letters[place + 1 : place + 2] == "G")
        if (letter in "RS;" or word == "but") and not is_aside:
            return None
    return None


def find_main_verb(sentence: Sentence, place: int) -> int | None:
    """The verb of the clause that a participle after it belongs to (*attacked the town, killing ten*)."""
    relative = None
    for before in range(place - 1, -1, -1):
        letter = sentence.letters[before]
        is_helped = letter == "I" and before > 0 and sentence.letters[before - 1] == "X"
        is_verb = (
            letter == "V"
            or is_helped
            or (letter in "KG" and before and sentence.letters[before - 1] in "XBC")
            or (letter == "K" and is_past_with_object(sentence, before))
        )
        if is_verb and not is_in_relative(sentence, before):
            return before
        if is_verb and relative is None:
            relative = before
    return relative


def is_past_with_object(sentence: Sentence, place: int) -> bool:
    """Whether a form that may be a participle is a past by its object (*the groups shelled the town*)."""
    is_past = list_forms().get(sentence.words[place], ("", ""))[1] == "past"
    return is_past and place + 1 in sentence.starting and place in sentence.ending


def is_in_relative(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is that of a relative clause (*the men who*, *the city where control is divided*)."""
    start = read_group(sentence, verb).start
    subject = sentence.ending.get(start)
    opener = subject.start - 1 if subject is not None else -1
    is_where = opener > 0 and sentence.words[opener] in ("where", "which", "whom", "who")
    return is_where or (start > 0 and sentence.letters[start - 1] == "R")


def find_object(sentence: Sentence, verb: int) -> Phrase | None:
    """The first object after a verb; the object of *raided and killed* belongs to both."""
    key = ("object", verb)
    if key not in sentence.found:
        sentence.found[key] = read_object(sentence, verb)
    return sentence.found[key]


def read_object(sentence: Sentence, verb: int) -> Phrase | None:
    """The first object after a verb, read anew."""
    place, letters, words = verb + 1, sentence.letters, sentence.words
    joinable = ("V", "K", "G", "I") if letters[verb] in "GN" else ("V", "K", "I")
    if sentence.words[place : place + 1] == ["dead"] and place in sentence.starting:
        phrase = sentence.starting[place]  # *shot dead two men*
        return phrase._replace(start=place + 1) if phrase.end > place + 1 else None
    while place < len(letters):
        is_particle = sentence.words[place] in ("up", "down", '"', "“") and letters[place] != "D"
        if letters[place] == "B" or is_particle:
            place += 1
        elif letters[place] in "C," and letters[place + 1 : place + 2] in joinable:
            if letters[verb] == "N" and letters[place + 1] == "G" and not words[verb].endswith("ing"):
                break  # *Attacked, taking advantage of the dark*
            place += 2  # *killed, tortured and tormented our people*
        else:
            break
    manner = sentence.starting.get(place + 1) if letters[place : place + 1] == "P" else None
    is_with = words[place : place + 1] == ["with"]
    if manner is not None and words[manner.head] in (ARMS if is_with else MANNERS):
        place = manner.end
    found = sentence.starting.get(place)
    is_new = found is not None and sentence.forms[found.start] in ("A", "An", "The")  # no stop before it
    if found is None or is_new or is_time(sentence, found) or words[found.head] in NO_OBJECTS:
        return None
    is_next_count = words[verb] in HARMED and (
        words[found.head] in HARMED
        or (
            words[found.end : found.end + 1]
            and words[found.end] in HARMED
            and found.end + 1 not in sentence.starting
        )
    )
    return None if is_next_count else found  # *Ten Killed 14 Injured in Attack*


def has_object(sentence: Sentence, token: int) -> bool:
    """Whether an object follows a verb."""
    return find_object(sentence, token) is not None
