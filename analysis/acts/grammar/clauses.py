"""The parts of a clause around a verb: its helpers, its subject, its objects, and who stands after *by*."""

from typing import NamedTuple

from analysis.acts.grammar.letters import ASPECTS, BE, HAVE, MODALS, NOT, PERSON_WORDS
from analysis.acts.grammar.phrases import climb, find_first_joined, is_event
from analysis.acts.grammar.relatives import find_antecedent, skip_times
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.violence import ARMS, list_forms
from analysis.matching.word_lists import list_words

MANAGED = list_words("able managed continued began started went helped")
ABLE = list_words("able unable ready likely willing")
# Words in -ers and -ors that are no people.
QUOTES = ('"', "“")
# Words whose family, and not who they are, stands before *of*.
MANNERS = list_words("air sea land ground above afar mistake")
HARMED = frozenset(["killed", "injured", "wounded"])
# Words whose phrase stands for the acts behind *of*.
MEASURES = list_words(
    "hours days weeks months years minutes series wave waves string spate barrage number dozens hundreds "
    "night nights day week month year round rounds kind sort"
)
# Between the helpers of a verb: *were reported killed*, *were both killed*.
BETWEEN_HELPERS = list_words(
    "reported feared found confirmed believed left presumed declared pronounced both all"
)


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
    is_managed = "to" in helpers and (words[start - 1] in MANAGED if start else False)
    return Group(
        start=start,
        has_be=any(word in BE for word in helpers),
        has_have=any(word in HAVE for word in helpers),
        is_unreal=(any(word in MODALS for word in helpers) or ("to" in helpers and "have" not in helpers))
        and not is_managed,
        is_negated=any(word in NOT for word in helpers),
    )


def find_subject(sentence: Sentence, start: int, *, depth: int = 0) -> Phrase | None:
    """The head phrase of the subject of a verb whose helpers begin at `start`."""
    letters = sentence.letters
    place = skip_times(sentence, start)
    if place <= 0 or depth > 3:
        return None
    before = letters[place - 1]
    if before == "R" or (before == "S" and sentence.words[place - 1] == "that"):
        return find_antecedent(sentence, place - 1)
    reported = find_reported_relative(sentence, place) if sentence.words[start] != "to" else None
    if reported is not None:
        return find_antecedent(sentence, reported)
    ruling = find_ruling_verb(sentence, start)
    if ruling is not None:
        return find_subject(sentence, read_group(sentence, ruling).start, depth=depth + 1)
    phrase = sentence.ending.get(place)
    if phrase is not None and is_between_helpers(sentence, phrase):
        helper = read_group(sentence, phrase.start - 1).start
        return find_subject(sentence, helper, depth=depth + 1)
    if phrase is None and before == "S" and sentence.words[start] == "being":
        main = find_main_verb(sentence, place - 1)  # *he opened fire before being shot*
        return find_subject(sentence, read_group(sentence, main).start) if main is not None else None
    if phrase is not None and is_list_of_acts(sentence, phrase, start):
        return find_subject(sentence, read_group(sentence, phrase.start - 1).start, depth=depth + 1)
    if phrase is None and sentence.words[place - 1] in QUOTES:
        phrase = sentence.ending.get(place - 1)  # *the planes "targeted children"*
    if phrase is None and (before == "K" or (before == "V" and place < start)):
        phrase = sentence.ending.get(place - 1)  # *a school founded ten years ago* burned
    if phrase is not None:
        top = find_first_joined(sentence, find_clause_subject(sentence, phrase))
        top = find_described(sentence, top)
        relative = find_open_relative(sentence, top)
        return top if relative is None else find_antecedent(sentence, relative)
    if before in "C," or (before == "." and sentence.words[place - 1] in '"”“'):
        if before == "," and is_relative_insertion(sentence, place - 1):
            return find_before_insertion(sentence, place - 1, depth)
        joined = find_joined_verb(sentence, place - 1) if before in "C," else None
        if joined is not None:
            return find_subject(sentence, read_group(sentence, joined).start, depth=depth + 1)
        if before == ",":
            return find_before_insertion(sentence, place - 1, depth)
    return None


def is_between_helpers(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase with a preposition stands between a verb and its helper (*has in recent days hit*)."""
    return phrase.start > 1 and sentence.letters[phrase.start - 2] == "X" and sentence.words[phrase.start - 1] in (
        "in", "over", "during", "within", "since",
    )  # fmt: skip


def is_list_of_acts(sentence: Sentence, phrase: Phrase, verb: int) -> bool:
    """Whether a phrase is the object of an act before another one (*killed ten gunmen injured others*)."""
    before = phrase.start - 1
    is_act = before > 0 and list_forms().get(sentence.words[before], ("", ""))[1] == "past"
    is_active = is_act and sentence.letters[before] == "V" and sentence.letters[before - 1] in "NOB"
    return is_active and list_forms().get(sentence.words[verb], ("", ""))[1] == "past" and has_object(
        sentence, verb
    )


def find_clause_subject(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The phrase that a verb behind a phrase belongs to.

    Words of time and number stand for the acts behind them (*hours of shelling*). What the preposition that
    opens a clause leads to is no subject (*In the town of Sarmin government forces backed by militias*).
    """
    chain = list(climb(sentence, phrase))
    top = chain[-1]
    if sentence.words[top.head] in MEASURES and len(chain) > 1 and is_event(sentence, chain[-2]):
        return chain[-2]
    before = top.start - 1
    if before > 1 and sentence.letters[before - 1 : before + 1] == "TI":
        ruled = sentence.ending.get(before - 1)  # *a push by the army to take the town* killed
        return find_clause_subject(sentence, ruled) if ruled is not None else top
    is_opening = before >= 0 and sentence.letters[before] == "P" and (not before or len(chain) > 1)
    if is_opening and sentence.words[before] not in ("of", "by"):
        return next((p for p in chain if is_party_word(sentence, p)), top)
    return top


def find_described(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The name that a phrase only describes (*Idlib a hub for rebels*); else the phrase."""
    before = sentence.ending.get(phrase.start)
    is_described = (
        before is not None
        and sentence.forms[phrase.start] in ("a", "an")
        and sentence.forms[before.head][0].isupper()
        and sentence.letters[before.head] == "N"
        and sentence.letters[before.start - 1 : before.start] not in ("P", "V")
    )
    return before if before is not None and is_described else phrase


def is_party_word(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the head of a phrase is a word for people or for an act."""
    return sentence.words[phrase.head] in PERSON_WORDS or is_event(sentence, phrase)


def find_ruling_verb(sentence: Sentence, start: int) -> int | None:
    """The verb that an infinitive or a form in -ing depends on (*continued to destroy*, *able to kill*)."""
    words, letters = sentence.words, sentence.letters
    if start < 1 or letters[start - 1] == ",":
        return None
    if words[start] == "to" and (letters[start - 1] in "VKI" or words[start - 1] in ABLE):
        return start - 1
    if words[start] == "to" and start in sentence.ending:
        return find_verb_before(sentence, list(climb(sentence, sentence.ending[start]))[-1])
    return start - 1 if letters[start] == "G" and words[start - 1] in ASPECTS else None


def find_reported_relative(sentence: Sentence, place: int) -> int | None:
    """The relative pronoun of what is reported before a place (*a strike that officials said killed ten*)."""
    phrase = sentence.ending.get(place - 1) if sentence.letters[place - 1] == "V" else None
    relative = phrase.start - 1 if phrase is not None else 0
    return relative if relative > 0 and sentence.letters[relative] == "R" else None


def find_open_relative(sentence: Sentence, phrase: Phrase) -> int | None:
    """The relative pronoun whose clause a phrase ends (*the men who surged into Israel* shot)."""
    verb = phrase.start - 1
    is_helped = verb > 1 and sentence.letters[verb - 1 : verb + 1] == "XK"
    if verb > 2 and sentence.letters[verb - 2 : verb + 1] in ("VTI", "KTI"):
        verb -= 2  # *those who tried to leave the town*
    if verb < 1 or not (is_helped or sentence.letters[verb] in "VX"):
        found = find_verb_before(sentence, phrase)
        if found is None:
            return None
        verb = found
    start = read_group(sentence, verb).start
    inner = sentence.ending.get(start)  # *the war that they started against us*
    relative = start - 1 if inner is None else inner.start - 1
    return relative if relative > 0 and sentence.letters[relative] == "R" else None


def find_verb_before(sentence: Sentence, phrase: Phrase) -> int | None:
    """The verb that a phrase stands behind with a preposition (*broke out of Gaza*)."""
    letters, place = sentence.letters, phrase.start - 1
    while place > 0 and letters[place] in "PBTZ":
        place -= 1
    return place if 0 < place < phrase.start - 1 and letters[place] in "VK" else None


def is_relative_insertion(sentence: Sentence, comma: int) -> bool:
    """Whether a comma closes a relative clause in commas (*the strike, which ... , killed*)."""
    opening = sentence.letters.rfind(",", 0, comma)
    return opening > 0 and "R" in (sentence.letters[opening + 1], sentence.letters[opening - 1])


def find_joined_verb(sentence: Sentence, joint: int) -> int | None:
    """The verb that a verb after *and* or a comma shares its subject with."""
    for place in range(joint - 1, -1, -1):
        letter, word = sentence.letters[place], sentence.words[place]
        if letter in "VKI" or (letter == "G" and list_forms().get(word)):
            return place
        # *while repelling*, *as well as*
        is_aside = letter == "S" and (word == "as" or sentence.letters[place + 1 : place + 2] == "G")
        if (letter in "RS;" or word == "but") and not is_aside:
            return None
    return None


def find_before_insertion(sentence: Sentence, comma: int, depth: int) -> Phrase | None:
    """The subject before an insertion between commas (*Hamas, which rules Gaza, killed ten*)."""
    opening = sentence.letters.rfind(",", 0, comma)
    if opening <= 0:
        return None
    if sentence.letters[opening - 1] == "R":  # *which, officials said, killed ten*
        return find_antecedent(sentence, opening - 1)
    phrase = sentence.ending.get(skip_times(sentence, opening))
    return list(climb(sentence, phrase))[-1] if phrase is not None else None


def find_main_verb(sentence: Sentence, place: int) -> int | None:
    """The verb of the clause that a participle after it belongs to (*attacked the town, killing ten*)."""
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
    return None


def is_past_with_object(sentence: Sentence, place: int) -> bool:
    """Whether a form that may be a participle is a past by its object (*the groups shelled the town*)."""
    is_past = list_forms().get(sentence.words[place], ("", ""))[1] == "past"
    return is_past and place + 1 in sentence.starting and place in sentence.ending


def is_in_relative(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is that of a relative clause (*the men who*, *the city where control is divided*)."""
    start = read_group(sentence, verb).start
    subject = sentence.ending.get(start)
    is_where = subject is not None and sentence.words[subject.start - 1 : subject.start] == ["where"]
    return is_where or (start > 0 and sentence.letters[start - 1] == "R")


def find_object(sentence: Sentence, verb: int) -> Phrase | None:
    """The first object after a verb; the object of *raided and killed* belongs to both."""
    place, letters, words = verb + 1, sentence.letters, sentence.words
    joinable = ("V", "K", "G", "I") if letters[verb] in "GN" else ("V", "K", "I")
    if sentence.words[place : place + 1] == ["dead"] and place in sentence.starting:
        phrase = sentence.starting[place]  # *shot dead two men*
        return phrase._replace(start=place + 1) if phrase.end > place + 1 else None
    while place < len(letters):
        if letters[place] == "B" or sentence.words[place] in ("up", "down", '"', "“"):
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
    is_next_count = (
        found is not None
        and words[verb] in HARMED
        and (
            words[found.head] in HARMED
            or (
                words[found.end : found.end + 1]
                and words[found.end] in HARMED
                and found.end + 1 not in sentence.starting
            )
        )
    )
    return None if is_next_count else found  # *Ten Killed 14 Injured in Attack*


def has_object(sentence: Sentence, token: int) -> bool:
    """Whether an object follows a verb."""
    return find_object(sentence, token) is not None
