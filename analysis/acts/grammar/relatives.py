"""Whom *who*, *that* and *which* stand for."""

from analysis.acts.grammar.letters import BE, PERSON_WORDS
from analysis.acts.grammar.phrases import climb, is_event
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.violence import list_forms
from analysis.matching.word_lists import list_words

NO_PEOPLE = list_words(
    "papers powers numbers matters orders borders quarters headquarters others letters waters towers "
    "bunkers shelters containers computers mortars choppers bombers doors sectors corridors motors centers"
)
NEAR_TIMES = frozenset(["earlier", "late", "early", "also"])
GROUPS = list_words("group groups unit units militia militias organization organizations factions")
LINKED = (["affiliated"], ["linked"], ["loyal"], ["allied"], ["belonging"], ["tied"])
# Behind them *that* says what is told.
TOLD_NOUNS = list_words(
    "claim claims report reports fact news idea evidence sign signs day time way hope fear fears belief "
    "allegation allegations statement information result rumours rumors it this danger risk truth proof"
)
RELATIVES = list_words("family families relatives memory body bodies")


def skip_times(sentence: Sentence, place: int) -> int:
    """The place before times and their prepositions (*Hamas gunmen on Oct. 7*)."""
    start = place
    while place > 0 and sentence.letters[place - 1] == "Z":
        place -= 1
    if (
        place < start
        and place > 1
        and sentence.letters[place - 1] in "PS"
        and sentence.words[place - 1] != "by"
    ):
        place -= 1
        while place > 1 and sentence.words[place - 1] in NEAR_TIMES:
            place -= 1  # *the raids earlier on Monday*
    return place


def find_gap(sentence: Sentence, subject: Phrase) -> int | None:
    """The relative pronoun before the subject of a clause (*the school that they hit*).

    A *that* which could open any clause is one behind the first phrase of a sentence or behind *is*.
    """
    place = subject.start - 1
    if place < 1:
        return None
    if sentence.letters[place] == "R":
        return place
    described = sentence.ending.get(place) if sentence.words[place] == "that" else None
    if described is None or sentence.words[described.head] in TOLD_NOUNS:
        return None
    before = described.start - 1
    return place if before < 0 or sentence.words[before] in BE else None


def find_antecedent(sentence: Sentence, relative: int) -> Phrase | None:
    """The phrase that a relative pronoun stands for: a person for *who*, an act for *that* and *which*."""
    word, place = sentence.words[relative], relative
    if relative == 0:
        return Phrase(0, 1, 0)  # *Who were killed before their families.*
    if (
        sentence.words[relative - 1 : relative] == ["of"]
        and sentence.letters[relative - 2 : relative - 1] == "M"
    ):
        return sentence.ending.get(relative - 1)  # *three of which died*
    if place and sentence.letters[place - 1] == ",":
        place -= 1
    place = skip_times(sentence, place)
    place -= sentence.words[place - 1 : place] in (['"'], ["”"])  # *the "attacks" that*
    nearest = sentence.ending.get(place)
    if nearest is None:
        first = sentence.letters.rfind("R", 0, relative)  # *countries that need peace so much, that suffered*
        is_same = first > 0 and sentence.words[first] == word
        return find_antecedent(sentence, first) if is_same else None
    chain = list(climb(sentence, nearest))
    if word in ("who", "whom"):
        people = [p for p in chain if is_people_word(sentence.words[p.head]) or is_linked(sentence, p)]
        is_kin = bool(people) and people[0] != nearest and sentence.words[people[0].head] in RELATIVES
        return people[0] if people and not is_kin else nearest
    joined = sentence.ending.get(nearest.start - 1) if sentence.words[nearest.start - 1] == "and" else None
    event = next((phrase for phrase in chain if is_event(sentence, phrase)), None)
    if event is None and joined is not None:  # *attacks on clinics and trucks that killed ten*
        event = next((phrase for phrase in climb(sentence, joined) if is_event(sentence, phrase)), None)
    if event is not None and event != nearest and is_act_behind(sentence, relative):
        return nearest  # *hid from raids in a church, which was attacked*
    is_plural = sentence.words[relative + 1 : relative + 2] in (["were"], ["are"], ["have"])
    if event is None and is_plural and not sentence.words[nearest.head].endswith("s"):
        event = next((p for p in chain[1:] if sentence.words[p.head].endswith("s")), None)
    if nearest.start == 0:
        return event or nearest
    if event is None and sentence.forms[nearest.head][0].isupper() and word == "that":
        # *the attack a week ago on Israel that killed*: a name is seldom what *that* stands for.
        before = [p for p in sentence.phrases if p.end < relative and is_event(sentence, p)]
        return before[-1] if before else None
    return event or nearest


def is_linked(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase names a group by what it is linked to (*groups affiliated to the front*)."""
    return sentence.words[phrase.head] in GROUPS and sentence.words[phrase.end : phrase.end + 1] in LINKED


def is_act_behind(sentence: Sentence, relative: int) -> bool:
    """Whether a relative clause says what was done to what it describes (*which was attacked*)."""
    verb = relative + 1
    while sentence.letters[verb : verb + 1] and sentence.letters[verb] in "XB":
        verb += 1
    form = list_forms().get(sentence.words[verb], ("", "")) if verb < len(sentence.words) else ("", "")
    return form[1] == "past" and not BE.isdisjoint(sentence.words[relative + 1 : verb])


def is_people_word(word: str) -> bool:
    """Whether a word names people by its list or its ending (*defenders*, *occupiers*)."""
    return word in PERSON_WORDS or (word.endswith(("ers", "ors", "ists")) and word not in NO_PEOPLE)
