"""The side of a victim that no phrase names: from the other acts, places and parties of the article."""

from collections import Counter
from dataclasses import dataclass
from functools import partial

from analysis.acts.drafts import Draft
from analysis.acts.grammar.letters import PERSON_WORDS
from analysis.acts.grammar.phrases import list_complements, skip_complements
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.parties import PLACE_WORDS, Party, find_party, list_inside
from analysis.acts.resolution import CAPTIVES, Memory, Resolved, find_place_side
from analysis.acts.violence import CLASS_OF
from analysis.matching.word_lists import list_words
from analysis.registry.official_sides import Name

DIRECT = ["phrase", "place", "target"]  # rules for a side that the sentence itself names
# Authorities that count the dead of their own people; an army speaks of those of the other side, too.
SOURCES = list_words(
    "ministry officials authorities hospital hospitals doctors medics paramedics health crescent service"
)
PERSONS = frozenset(["he", "she", "they", "him", "her", "them"])
BLAMED = list_words("blame blamed blames blaming")
# Acts by their manner: a later word of the same manner may mean the same act (*the blast*, *the strike*).
FAR = list_words(
    "strike strikes airstrike airstrikes bombing bombings bombardment blast blasts explosion explosions "
    "missile missiles shelling warplanes bomb bombs"
)
NEAR = list_words(
    "attack attacks assault assaults massacre massacres slaughter rampage incursion incursions raid raids "
    "onslaught invasion ambush gunmen attackers assailants militants terrorists fighters killers"
)


@dataclass(frozen=True)
class Event:
    """An act that an article names: in which of its sentences, how, by whom, and against whom."""

    row: int
    manner: str
    agent_side: str
    target_side: str


def is_harm(act: Resolved) -> bool:
    """Whether an act is a death or an injury."""
    return find_class(act.sentence, act.draft) in ("death", "injury")


def find_class(sentence: Sentence, draft: Draft) -> str:
    """The class of an act; people who were shot are injured at the least."""
    patient = draft.patient
    is_shot = draft.verb == "shoot" and draft.construction != "nominal" and patient is not None
    if is_shot and patient is not None and sentence.words[patient.start - 1] not in ("at", "on"):
        word = sentence.words[patient.head]
        return "injury" if word in PERSON_WORDS or sentence.letters[patient.head] in "OM" else "attack"
    return CLASS_OF[draft.verb]


def find_manner(sentence: Sentence, phrase: Phrase | None) -> str:
    """Whether a phrase names an act from afar or one by people on the ground; empty for others."""
    words = sentence.words[phrase.start : phrase.end] if phrase is not None else []
    return "far" if not FAR.isdisjoint(words) else "near" if not NEAR.isdisjoint(words) else ""


def list_events(acts: list[list[Resolved]]) -> list[Event]:
    """The acts of an article that have an agent or a target, with the manner that their words tell."""
    found = []
    for row, here in enumerate(acts):
        for act in here:
            target = act.patient_side if act.patient_how in DIRECT else ""
            manners = [find_manner(act.sentence, phrase) for phrase in (act.draft.event, act.draft.agent)]
            manner = next(filter(None, manners), "")
            if act.agent_side or target:
                found.append(Event(row, manner, act.agent_side, target))
    return found


def infer_side(
    act: Resolved, row: int, parties: list[Party], memory: Memory, here: list[Resolved], events: list[Event]
) -> tuple[str, str]:
    """The side of a victim that no phrase names, and the rule that gave it.

    The rules, in order: the side of another victim of the sentence; the only place of the sentence; the other
    party of the sentence's or the article's acts; the act that *the attack* stands for; the people of the
    authorities that are quoted.
    """
    is_own = partial(memory.sides.is_of_one_people, act.agent_side)
    side = find_joined_side(act, memory, here)
    if side:
        return side, "joined"
    places = {side for side in list_place_sides(act.sentence, parties, memory) if not is_own(side)}
    if len({memory.sides.find_home(side) for side in places}) == 1:
        return min(places), "nearby"
    if act.agent_side and not is_captive(act):
        side = find_opponent(act.agent_side, parties, memory)
        return (side, "opponent") if side else ("", "")
    source = find_source_side(act.sentence, parties, memory)
    if source:
        return source, "source"
    side = find_antecedent_side(act, row, memory, events) or find_pronoun_side(act, memory)
    return (side, "antecedent") if side else ("", "")


def find_pronoun_side(act: Resolved, memory: Memory) -> str:
    """The article's usual victims for a pronoun as victim; the other party of its usual doers for a doer."""
    patient, agent = act.draft.patient, act.draft.agent
    words = act.sentence.words
    if patient is not None and words[patient.start] in PERSONS and patient.end == patient.start + 1:
        return find_most(memory.victims)
    if agent is not None and words[agent.head] in PERSONS:
        doer = find_most(memory.doers)
        return find_opponent(doer, [], memory) if doer else ""
    return ""


def infer_place(
    act: Resolved, row: int, parties: list[Party], memory: Memory, here: list[Resolved], events: list[Event]
) -> str:
    """The side of the place where victims of a third country died: that of those who suffered the act."""
    home = memory.sides.find_home(act.patient_side)
    if any(memory.sides.find_home(event.agent_side) == home for event in events):
        return ""
    others = [o for o in here if memory.sides.find_home(o.patient_side) != home]
    others_named = [party for party in parties if memory.sides.find_home(party.side) != home]
    side, _ = infer_side(act, row, others_named, memory, others, events)
    if side and memory.sides.find_home(side) != home:
        return side
    return find_most(Counter({side: n for side, n in memory.places.items() if side != home}))


def is_captive(act: Resolved) -> bool:
    """Whether the patients are captives: those who hold them are not of their side."""
    patient = act.draft.patient
    words = act.sentence.words[patient.start : patient.end + 2] if patient is not None else []
    return not CAPTIVES.isdisjoint(words)


def find_joined_side(act: Resolved, memory: Memory, here: list[Resolved]) -> str:
    """The side of the victims of the act before it in the sentence; else of the first act after it."""
    named = [other for other in here if other.patient_how in DIRECT]
    if act.agent_side and len({other.patient_side for other in named}) > 1:
        return ""
    named = [o for o in named if not memory.sides.is_of_one_people(o.patient_side, act.agent_side)]
    full_stops = [place for place, word in enumerate(act.sentence.words) if word == "."]
    named = [o for o in named if not any(o.draft.token < stop < act.draft.token for stop in full_stops)]
    before = [o for o in named if o.draft.token < act.draft.token]
    victims = [o for o in before if is_harm(o)] or [o for o in named if is_harm(o)][:1] or before or named[:1]
    return victims[-1].patient_side if victims else ""


def find_opponent(agent_side: str, parties: list[Party], memory: Memory) -> str:
    """The other party of the sentence's acts, of a war of two countries, or of the article's acts."""
    is_own = partial(memory.sides.is_of_one_people, agent_side)
    named = Counter(party.side for party in parties if party.side)
    taking_part = Counter({side: n for side, n in named.items() if memory.parties[side]})
    against = memory.sides.find_opponent(agent_side)
    of_the_war = Counter(
        {side: n for side, n in memory.mentioned.items() if memory.sides.find_home(side) == against}
    )
    for sides in (taking_part, of_the_war, memory.parties, named, memory.mentioned):
        other = find_most(Counter({side: n for side, n in sides.items() if not is_own(side)}))
        if other:
            return other
    return against


def find_antecedent_side(act: Resolved, row: int, memory: Memory, events: list[Event]) -> str:
    """The side of those whom the act suffered that a word like *the attack* or *the gunmen* stands for."""
    draft = act.draft
    manner = find_manner(act.sentence, draft.event) or find_manner(act.sentence, draft.agent)
    same = [event for event in events if event.manner == manner and event.row != row]
    if not manner or not same:
        return ""
    event = min(same, key=lambda event: (event.row > row, abs(event.row - row)))
    return event.target_side or find_opponent(event.agent_side, [], memory)


def list_place_sides(sentence: Sentence, parties: list[Party], memory: Memory) -> set[str]:
    """The sides of the places where the acts of a sentence happen (*surged into Israel and killed ten*)."""
    found = set()
    for phrase in sentence.phrases:
        before = sentence.words[max(phrase.start - 2, 0) : phrase.start]
        if before[-1:] and before[-1] in PLACE_WORDS and before[0] not in BLAMED:
            named = [party for party in list_inside(sentence, parties, phrase) if party.is_place]
            found |= {find_place_side(sentence, phrase, named, memory)}
    return found - {""}


def find_source_side(sentence: Sentence, parties: list[Party], memory: Memory) -> str:
    """The side of authorities that are quoted on the dead (*Gaza's health ministry said*)."""
    for phrase in sentence.phrases:
        if sentence.words[phrase.head] in SOURCES or any(
            w in SOURCES for w in sentence.words[phrase.start : phrase.end]
        ):
            side = find_official_side(sentence, phrase, parties, memory)
            party = find_party(sentence, parties, phrase)
            side = side or (party.side if party is not None else "")
            for word, following in list_complements(sentence, phrase):
                inside = [p.side for p in list_inside(sentence, parties, following) if p.side]
                side = side or (inside[0] if inside and word in ("in", "of", "from") else "")
            if side:
                return side
    return ""


def find_official_side(sentence: Sentence, phrase: Phrase, parties: list[Party], memory: Memory) -> str:
    """The side of officials by the name beside their noun (*authorities in Kyiv*)."""
    end = skip_complements(sentence, phrase.end)
    start, end = sentence.starts[phrase.start], sentence.ends[end - 1]
    names = [
        Name(p.start - start, p.end - start, p.entity, p.side) for p in parties if start <= p.start < end
    ]
    if not names:
        return ""
    found = memory.sides.officials.find(sentence.text[start:end], names)
    return memory.sides.find_side(found.entity, found.camp)


def find_most(sides: Counter[str]) -> str:
    """The side that is named most often; none if two are named as often."""
    if not sides:
        return ""
    (side, n), *others = sides.most_common(2)
    return "" if others and others[0][1] == n else side
