"""Whom the phrases of an act name: the entity, the side, the number and the kind of people."""

import re
from typing import NamedTuple

from analysis.acts.grammar.letters import ADJECTIVE_ENDINGS, PERSON_WORDS, PLURALS
from analysis.acts.grammar.phrases import climb, is_event, is_time, list_complements, skip_complements
from analysis.acts.grammar.relatives import is_people_word
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.violence import DOER_NOUNS, EVENTS, list_forms
from analysis.matching.word_lists import list_words

KINDS = {
    "children": "child children baby babies infant infants toddler toddlers boy boys girl girls "
    "teenager teenagers",
    "women": "woman women grandmother mother mothers",
    "fighters": "fighter fighters militant militants gunman gunmen terrorist terrorists rebel rebels "
    "insurgents "
    "assailants attackers militiamen militiaman jihadists",
    "soldiers": "soldier soldiers troops serviceman servicemen officer officers conscripts pilot pilots "
    "commander commanders general forces",
    "journalists": "journalist journalists reporter reporters cameraman photographer",
    "civilians": "civilian civilians noncombatants resident residents people civilians' bystanders "
    "families family "
    "worshipers refugees patients workers doctors medics paramedics",
}  # fmt: skip
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split() if word != "people"}
PLACE_WORDS = list_words("in at inside near on across throughout around into within outside over")
PLACES_MEANT = list_words(
    "enclave strip territory there here country area region city town village camp coast side"
)
COUNTS = list_words(
    "string series range row pair couple quarter half third majority number total group bodies body columns "
    "column list dozens hundreds thousands"
)
# Before the name of a body: a member of the body is not the body.
MEMBER = re.compile(r"\b(?:members?|part|citizens?|leaders?) of (?:the )?$")

WARS = list_words("conflict conflicts war fighting clashes hostilities violence battle battles")


class Party(NamedTuple):
    """A mention in a sentence, with its places in the text of the sentence."""

    start: int
    end: int
    entity: str
    side: str
    is_demonym: bool
    is_place: bool
    is_person: bool


def is_bound(sentence: Sentence, party: Party) -> bool:
    """Whether a mention is only a part of a word in hyphens (*Hamas-run*), or stands after *pro-*.

    Who leads an attack does it (*the Hamas-led attack*).
    """
    before, after = sentence.text[: party.start], sentence.text[party.end : party.end + 4]
    return (after[:1] == "-" and after != "-led") or before.lower().endswith(("pro-", "anti-"))


def list_inside(sentence: Sentence, parties: list[Party], phrase: Phrase) -> list[Party]:
    """The mentions inside a phrase, in text order."""
    start, end = sentence.starts[phrase.start], sentence.ends[phrase.end - 1]
    return [p for p in parties if start <= p.start < end and not is_bound(sentence, p)]


def find_party(sentence: Sentence, parties: list[Party], phrase: Phrase | None) -> Party | None:
    """The mention that a phrase names: in the phrase itself, or after *of* and *from*."""
    if phrase is None:
        return None
    inside = list_inside(sentence, parties, phrase)
    if inside:
        head = sentence.starts[phrase.head]
        return next((p for p in inside if p.start <= head < p.end), inside[0])
    named = find_before_brackets(sentence, phrase)
    if named is not None:
        return next(iter(list_inside(sentence, parties, named)), None)
    for preposition, following in list_complements(sentence, phrase):
        if preposition not in ("of", "from"):
            return None
        found = list_inside(sentence, parties, following)
        if found and (preposition == "of" or found[0].is_place or found[0].is_demonym):
            return found[0]  # *a reporter from the agency* is not the agency
    return None


def find_before_brackets(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """The name before a short form in brackets (*Islamic State [IS] group*)."""
    place = phrase.start - 1
    if place < 3 or sentence.words[place] not in ("]", ")"):
        return None
    opening = next((p for p in (place - 2, place - 3) if p > 0 and sentence.words[p] in ("[", "(")), 0)
    return sentence.ending.get(opening)


def names_doer(sentence: Sentence, event: Phrase | None) -> bool:
    """Whether an act says who did it without a name (*in government air strikes*, *in strikes by rebels*)."""
    if event is None:
        return False
    if not DOER_NOUNS.isdisjoint(sentence.words[event.start : event.end]):
        return True
    return any(
        word == "by" and sentence.words[p.head] in DOER_NOUNS | PERSON_WORDS
        for word, p in list_complements(sentence, event)
    )


def find_doer(sentence: Sentence, parties: list[Party], event: Phrase | None) -> Party | None:
    """Whose act it was (*Russian strikes*, *the attack by Hamas*); a bare place is a target, not a doer."""
    if event is None:
        return None
    is_war = sentence.words[event.head] in WARS
    for party in list_inside(sentence, parties, event):
        is_owner = sentence.text[party.end : party.end + 1] in ("'", "’")
        is_title = party.start <= sentence.starts[event.head] < party.end
        if is_title and (sentence.words[event.head] in EVENTS or not party.side):
            continue  # *Bus Bombing Marks End*
        if is_war and (party.is_demonym or party.is_place) and not is_owner:
            continue  # *the Syrian conflict* is no act of Syria
        is_adjective = party.is_demonym or is_acronym(sentence.text[party.start : party.end])
        if is_adjective or is_owner or not party.is_place:
            return party
    for preposition, following in list_complements(sentence, event):
        found = list_inside(sentence, parties, following)
        if found and preposition in ("by", "from"):
            return found[0]
    return None


def is_acronym(name: str) -> bool:
    """Whether the name of a country is a short acronym, which stands for its adjective (*US strikes*)."""
    return name.isupper() and len(name.replace(".", "")) <= 3


def find_target_side(sentence: Sentence, parties: list[Party], event: Phrase | None) -> str:
    """The side that an act was aimed at (*the attack on Israel*, *strikes in Gaza*, *the Gaza strike*)."""
    if event is None:
        return ""
    for preposition, following in list_complements(sentence, event):
        found = [p for p in list_inside(sentence, parties, following) if p.side]
        if found and preposition in (
            "on",
            "against",
            "in",
            "at",
            "into",
            "of",
            "across",
            "inside",
            "near",
            "targeting",
        ):
            return found[0].side
    inside = list_inside(sentence, parties, event)
    return next((p.side for p in inside if p.is_place and not p.is_demonym and p.side), "")


def find_kind(sentence: Sentence, phrase: Phrase | None, party: Party | None) -> str:
    """The kind of people: children, women, fighters, soldiers, journalists, civilians, people or named."""
    if phrase is None:
        return ""
    words = sentence.words[phrase.start : phrase.end]
    found = next((KIND_OF[word] for word in reversed(words) if word in KIND_OF), "")
    if found:
        return found
    if party is not None and party.is_person and sentence.forms[phrase.head][0].isupper():
        return "named"
    return "people" if words[-1] in PERSON_WORDS or words[-1][0].isdigit() or words[-1] in PLURALS else ""


def find_words(sentence: Sentence, phrase: Phrase | None, party: Party | None = None) -> str:
    """The words of a phrase as written, with the whole name that it begins.

    With a number stands what *of* adds to it (*most of the injured*).
    """
    if phrase is None:
        return ""
    last = phrase.end
    following = sentence.starting.get(last + 1)
    if (
        following is not None
        and sentence.words[last] == "of"
        and (sentence.letters[phrase.head] in "DMO" or sentence.words[phrase.head] in COUNTS)
    ):
        last = following.end
    start, end = sentence.starts[phrase.start], sentence.ends[last - 1]
    if party is not None and start <= party.start < end:
        end = max(end, party.end)
    return sentence.text[start:end]


def widen_victims(sentence: Sentence, phrase: Phrase | None, *, is_subject: bool) -> Phrase | None:
    """A phrase with those that *and* joins to it (*a child and a woman*, *the cities and villages*)."""
    if phrase is None:
        return None
    start, end = find_list_start(sentence, phrase), phrase.end
    first = phrase if is_people(sentence, phrase) else None
    while first is not None:
        start, first = min(start, first.start), find_joined_before(sentence, first.start)
        if first is not None and is_subject and sentence.words[first.start - 1] in list_forms():
            first = None  # *hit the town and ten were killed*
    end = skip_list(sentence, end)
    after = sentence.starting.get(end + 1) if sentence.words[end : end + 1] == ["and"] else None
    following = skip_complements(sentence, after.end) if after is not None else 0
    if after is not None and is_event(sentence, after) and not is_event(sentence, phrase):
        after = None  # *the occupation of Crimea and the invasion of Donbas*
    if after is not None and is_time(sentence, after):
        after = None  # *killed ten and the year before*
    if after is not None and sentence.letters[following : following + 1] not in ("V", "X", "K", "B"):
        end = after.end
    return phrase._replace(start=start, end=end)


def widen_doers(sentence: Sentence, phrase: Phrase | None, verb: int) -> Phrase | None:
    """A doer with those that *and* joins to it before their verb (*the army and its allies*)."""
    if phrase is None or phrase.end > verb:
        return phrase
    before = sentence.ending.get(phrase.start - 1) if sentence.words[phrase.start - 1] == "and" else None
    if (
        before is not None
        and before.end == before.start + 1
        and sentence.words[before.head].endswith(ADJECTIVE_ENDINGS)
    ):
        phrase = phrase._replace(start=before.start)  # *Russian and Syrian air forces*
    joined = sentence.starting.get(phrase.end + 1) if sentence.words[phrase.end] == "and" else None
    end = skip_complements(sentence, joined.end) if joined is not None else 0
    is_last = end == verb or sentence.letters[end : end + 1] == "R"
    return phrase._replace(end=joined.end) if joined is not None and is_last else phrase


def find_list_start(sentence: Sentence, phrase: Phrase) -> int:
    """Where joined plurals with one determiner begin (*the Luhansk and Donetsk regions*)."""
    before = sentence.ending.get(phrase.start - 1) if sentence.words[phrase.start - 1] == "and" else None
    is_shared = (
        before is not None
        and sentence.letters[before.start] == "D"
        and not {"D", "M", "O"} & set(sentence.letters[phrase.start : phrase.end])
        and sentence.words[phrase.head].endswith("s")
        and not is_event(sentence, before)
    )
    is_list = (
        before is not None
        and all(sentence.letters[p.start] == "M" for p in (before, phrase))
        and (not before.start or sentence.letters[before.start - 1] in "S.,")
    )
    return before.start if before is not None and (is_shared or is_list) else phrase.start


def skip_list(sentence: Sentence, end: int) -> int:
    """The place after the members of a list in commas that *and* closes (*a house, a shop and a school*)."""
    place = end
    while sentence.words[place : place + 1] == [","] and place + 1 in sentence.starting:
        place = sentence.starting[place + 1].end
    return place if sentence.words[place : place + 1] == ["and"] and place + 1 in sentence.starting else end


def find_joined_before(sentence: Sentence, start: int) -> Phrase | None:
    """The subject of people that a phrase is joined to (*a woman and her children* as well as a guest)."""
    is_added = sentence.words[max(start - 3, 0) : start] == ["as", "well", "as"]
    joint = start - 3 if is_added else start - 1 if sentence.words[start - 1 : start] == ["and"] else -1
    before = sentence.ending.get(joint)
    if before is None:
        return None
    first = list(climb(sentence, before))[-1]
    if not is_people(sentence, first):
        return None
    opening = first.start - 1
    is_subject = opening < 0 or sentence.letters[opening] in ".,SRCVKGZX"
    return first if is_subject else None


def is_people(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is of people by its head: a word for people, a number, a pronoun or a name."""
    word = sentence.words[phrase.head]
    is_name = sentence.forms[phrase.head][0].isupper()
    return is_people_word(word) or word in KIND_OF or sentence.letters[phrase.head] in "MO" or is_name


def climb_to_doer(sentence: Sentence, parties: list[Party], event: Phrase | None) -> Party | None:
    """Whose act it was, also if the phrase stands behind another act (*the first wave of attacks*)."""
    if event is None:
        return None
    for phrase in climb(sentence, event):
        doer = find_doer(sentence, parties, phrase) if is_event(sentence, phrase) else None
        if doer is not None:
            return doer
    return None


def is_member(text: str, start: int) -> bool:
    """Whether the name at `start` is a body, and the sentence speaks of a member of it.

    >>> is_member("Two members of the SDF.", 19), is_member("The SDF fled.", 4)
    (True, False)
    """
    # The few letters before a name rule out most names.
    return "of " in text[max(start - 8, 0) : start] and bool(MEMBER.search(text[:start]))
