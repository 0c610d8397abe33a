"""The sides of agents and patients: from their phrase, the place, the act, and what stood before."""

from collections import Counter
from dataclasses import dataclass, field

from analysis.acts.drafts import Draft, replace
from analysis.acts.grammar.adjuncts import list_adjuncts, list_openers
from analysis.acts.grammar.clauses import find_object, read_group
from analysis.acts.grammar.letters import PERSON_WORDS
from analysis.acts.grammar.phrases import climb, is_event, list_complements
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.grammar.subjects import find_subject
from analysis.acts.parties import (
    PLACE_WORDS,
    PLACES_MEANT,
    Party,
    climb_to_doer,
    find_party,
    find_target_side,
    list_inside,
)
from analysis.acts.sides import Sides
from analysis.acts.violence import FOILING
from analysis.matching.word_lists import list_words

CAPTIVES = list_words("hostage hostages captive captives")
ATTACKERS = list_words("assailant assailants attacker attackers infiltrators")
FOES = list_words("rebels insurgents terrorists opposition dissidents")
KIN = list_words(
    "mother father son sons daughter daughters wife husband brother brothers sister sisters grandma grandpa "
    "grandmother grandfather grandson family relatives children child parents cousin uncle aunt nephew friend"
)
BORDERS = list_words("border borders frontier fence boundary")
OPENING_PLACES = list_words("in at inside across on")


@dataclass
class Memory:
    """What an article has named so far, and how often each side took part in its acts."""

    sides: Sides
    place_side: str = ""
    patient_side: str = ""
    parties: Counter[str] = field(default_factory=Counter)
    mentioned: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    doers: Counter[str] = field(default_factory=Counter)
    victims: Counter[str] = field(default_factory=Counter)


@dataclass
class Resolved:
    """An act with its entities and sides; `patient_how` names the rule that gave the patient's side."""

    draft: Draft
    sentence: Sentence
    row: int
    agent: str = ""
    patient: str = ""
    agent_side: str = ""
    patient_side: str = ""
    patient_how: str = ""
    place_side: str = ""
    party: Party | None = None
    doer: Party | None = None


def resolve_act(sentence: Sentence, row: int, draft: Draft, parties: list[Party], memory: Memory) -> Resolved:
    """The act with what its own sentence says of its parties, and pronouns by what stood before."""
    act = Resolved(draft, sentence, row)
    agent = follow_pronoun(sentence, draft.agent)
    event = agent if agent is not None and is_event(sentence, agent) else draft.event
    doer = None if event is agent else find_joined_party(sentence, parties, agent)
    doer = doer or climb_to_doer(sentence, parties, event)
    second = find_second_doer(sentence, agent) if doer is None else None
    if second is not None and agent is not None:
        doer = find_party(sentence, parties, second)
        if doer is not None and agent == draft.agent:
            act.draft = replace(draft, agent=agent._replace(end=second.end))
    owned = find_event_owner(sentence, parties, event) if doer is None else None
    if owned is not None:
        doer, owner = owned
        if draft.agent is None:
            act.draft = replace(act.draft, agent=owner)
    if doer is not None and not is_foe(sentence, doer, agent):
        act.agent, act.agent_side, act.doer = doer.entity, doer.side, doer
    party = find_joined_party(sentence, parties, follow_owner(sentence, draft.patient))
    if party is not None:
        act.party = party
        act.patient = "" if is_kin(sentence, party, draft.patient) else party.entity
    act.patient_side, act.patient_how = find_patient_side(act, party, parties, memory)
    return act


def follow_pronoun(sentence: Sentence, phrase: Phrase | None) -> Phrase | None:
    """The subject that a pronoun stands for (*Russia's army said it had killed ten*).

    *It* is no people: it stands for the act before it (*officials said of the blast that it killed ten*).
    """
    if phrase is None or sentence.words[phrase.head] not in ("it", "they", "he", "she"):
        return phrase
    verb = sentence.letters.rfind("V", 0, phrase.start)
    subject = find_subject(sentence, read_group(sentence, verb).start) if verb > 0 else phrase
    if sentence.words[phrase.head] == "they" and subject is not None and not is_many(sentence, subject):
        followed = find_object(sentence, verb)  # *drove the men as they killed*
        subject = followed if followed is not None and is_many(sentence, followed) else subject
    if subject is not None and sentence.words[phrase.head] == "it" and is_many(sentence, subject):
        events = [p for p in sentence.phrases if p.end <= phrase.start and is_event(sentence, p)]
        return events[-1] if events else None
    return subject


def find_event_owner(
    sentence: Sentence, parties: list[Party], event: Phrase | None
) -> tuple[Party, Phrase] | None:
    """Who *its* and *their* stand for before an act (*Moscow stepped up its air strikes*)."""
    if event is None or sentence.words[event.start] not in ("its", "their"):
        return None
    if sentence.words[event.start - 1] in FOILING:
        return None  # *foiling their attack*
    for verb in range(event.start - 1, 0, -1):
        if sentence.letters[verb] not in "VKG":
            continue
        group = read_group(sentence, verb)
        if sentence.letters[verb] == "G" and not group.has_be:
            continue
        if sentence.letters[verb] == "K" and not group.has_be and not group.has_have:
            continue
        places = range(verb + 1, event.start)
        doers = [
            sentence.starting[p + 1]
            for p in places
            if sentence.words[p] == "by" and p + 1 in sentence.starting
        ]
        phrase = doers[0] if doers else find_subject(sentence, group.start)
        owner = find_party(sentence, parties, phrase)
        is_where = owner is not None and owner.is_place and not owner.is_demonym
        is_head = phrase is not None and owner is not None and sentence.starts[phrase.head] < owner.end
        return (
            (owner, phrase)
            if owner is not None and phrase is not None and (is_head or not is_where)
            else None
        )
    return None


def find_second_doer(sentence: Sentence, agent: Phrase | None) -> Phrase | None:
    """The doer joined behind another one (*settlers and Israeli soldiers*)."""
    if agent is None or sentence.words[agent.end : agent.end + 1] != ["and"]:
        return None
    second = sentence.starting.get(agent.end + 1)
    return None if second is None or sentence.words[second.start] in ("its", "their") else second


def is_foe(sentence: Sentence, party: Party, agent: Phrase | None) -> bool:
    """Whether a country is named only as the place of those who fight it (*Syria insurgents*)."""
    return (
        agent is not None
        and party.is_place
        and not party.is_demonym
        and sentence.words[agent.head] in FOES
        and sentence.starts[agent.start] <= party.start < sentence.starts[agent.head]
    )


def is_kin(sentence: Sentence, party: Party, patient: Phrase | None) -> bool:
    """Whether the patient is a relative of the one who is named (*Ivan's mother*)."""
    is_owner = sentence.text[party.end : party.end + 1] in ("'", "’")
    return is_owner and patient is not None and sentence.words[patient.head] in KIN


def follow_owner(sentence: Sentence, phrase: Phrase | None) -> Phrase | None:
    """The subject whose people a phrase names (*Israel said 286 of its soldiers were killed*)."""
    if phrase is None:
        return None
    following = next((p for word, p in list_complements(sentence, phrase) if word == "of"), phrase)
    words = sentence.words[phrase.start : phrase.end] + sentence.words[following.start : following.end]
    if not {"its", "their"} & set(words) or not CAPTIVES.isdisjoint(words):
        return phrase
    owner: Phrase | None = phrase
    verb = sentence.letters.rfind("V", 0, phrase.start)
    while verb > 0:
        owner = find_subject(sentence, read_group(sentence, verb).start)
        if owner is None or not is_event(sentence, owner):
            break
        verb = sentence.letters.rfind("V", 0, owner.start)  # strikes have no people: *its* is the speaker's
    return owner


def find_joined_party(sentence: Sentence, parties: list[Party], phrase: Phrase | None) -> Party | None:
    """The party of a phrase, or of the one joined before it (*1,400 Israeli civilians and soldiers*)."""
    party = find_party(sentence, parties, phrase)
    if party is not None or phrase is None or sentence.letters[phrase.start - 1 : phrase.start] != "C":
        return party
    before = sentence.ending.get(phrase.start - 1)
    is_joined = before is not None and all(sentence.words[p.head] in PERSON_WORDS for p in (before, phrase))
    is_theirs = sentence.words[phrase.start] == "their"
    return find_party(sentence, parties, before) if is_joined or is_theirs else None


def is_many(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase names several people (*Palestinians*, *officials*)."""
    word = sentence.words[phrase.head]
    return (word in PERSON_WORDS and word.endswith("s")) or word.endswith(("ans", "is", "ians"))


def find_patient_side(
    act: Resolved, party: Party | None, parties: list[Party], memory: Memory
) -> tuple[str, str]:
    """The side of the patient that the sentence bears out, and the rule that gave it."""
    place, how = find_act_place(act, parties, memory)
    act.place_side = place
    if party is not None and party.side:
        return party.side, "phrase"
    near = find_near_place(act.sentence, act.draft.patient, parties, memory)
    is_own = memory.sides.is_of_one_people
    if near and not is_own(near, act.agent_side):
        act.place_side = place or near
        return near, "phrase"
    return ("", "") if is_own(place, act.agent_side) else (place, how)


def find_act_place(act: Resolved, parties: list[Party], memory: Memory) -> tuple[str, str]:
    """The side of the place of an act, or of what the act that did it was aimed at; and which of the two."""
    sentence, draft = act.sentence, act.draft
    places = [phrase for word, phrase in list_adjuncts(sentence, draft.token) if word in PLACE_WORDS]
    openers = list_openers(sentence, draft.group_start)
    where = find_where(sentence, draft)
    is_assailant = is_attacker(act)
    for phrase in [*where, *places, *(phrase for word, phrase in openers if word in OPENING_PLACES)]:
        side = "" if is_assailant else find_place_side(sentence, phrase, parties, memory)
        if side and not memory.sides.is_of_one_people(side, act.agent_side):
            return side, "place"
    target = find_target_side(sentence, parties, draft.event)
    if target and is_attacker(act):
        return "", ""
    return (target, "target") if target else ("", "")


def is_attacker(act: Resolved) -> bool:
    """Whether the patients are those who attacked (*assailants killed in the attack on the town*)."""
    patient = act.draft.patient
    words = act.sentence.words[patient.start : patient.end] if patient is not None else []
    return not ATTACKERS.isdisjoint(words)


def find_where(sentence: Sentence, draft: Draft) -> list[Phrase]:
    """The phrases that *where* stands for (*the town of Sderot, where ten were killed*)."""
    start = draft.patient.start if draft.patient is not None else draft.group_start
    start = min(start, draft.group_start)
    place = next((p for p in (start - 1, start - 2) if p > 0 and sentence.words[p] == "where"), 0)
    while place > 0 and sentence.letters[place - 1] in ",Z":
        place -= 1
    phrase = sentence.ending.get(place)
    return list(climb(sentence, phrase)) if phrase is not None else []


def find_near_place(sentence: Sentence, phrase: Phrase | None, parties: list[Party], memory: Memory) -> str:
    """The side of the place right after a phrase (*people in Gaza*)."""
    if phrase is None:
        return ""
    for word, following in list_complements(sentence, phrase):
        if is_event(sentence, following) or sentence.letters[following.start - 2] in "KG":
            return ""
        is_near = word in PLACE_WORDS or word in ("of", "from", "among")
        side = find_place_side(sentence, following, parties, memory) if is_near else ""
        if side:
            return side
    return ""


def find_place_side(sentence: Sentence, phrase: Phrase, parties: list[Party], memory: Memory) -> str:
    """The side of a place: of its name, or of the last place named for *there* and *the enclave*.

    A border is of no side (*near the border with Gaza*), and what is near a region or country is not in it.
    """
    if is_event(sentence, phrase) or not BORDERS.isdisjoint(sentence.words[phrase.start - 2 : phrase.end]):
        return ""
    is_near = sentence.words[phrase.start - 1] in ("near", "around", "outside")
    inside = [
        p.side
        for p in list_inside(sentence, parties, phrase)
        if p.side and (p.is_place or p.is_demonym) and not (is_near and p.entity in memory.sides.wide)
    ]
    if inside:
        return inside[0]
    words = sentence.forms[phrase.start : phrase.end]
    if sentence.words[phrase.head] not in PLACES_MEANT or any(word[0].isupper() for word in words[1:]):
        return ""
    start = sentence.starts[phrase.start]
    named = [p.side for p in parties if p.is_place and p.side and p.start < start]
    return named[-1] if named else memory.place_side


def remember(memory: Memory, parties: list[Party], acts: list[Resolved]) -> None:
    """Put a sentence's places and victims into the memory."""
    places = [p.side for p in parties if p.is_place and p.side]
    memory.place_side = places[-1] if places else memory.place_side
    found = [act.patient_side for act in acts if act.patient_side]
    memory.patient_side = found[-1] if found else memory.patient_side
