"""The words of the doer of an act, and doers that another act of the same sentence names."""

from analysis.acts.drafts import replace
from analysis.acts.grammar.adjuncts import list_adjuncts
from analysis.acts.grammar.letters import ADJECTIVE_ENDINGS
from analysis.acts.grammar.phrases import is_event, is_time
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.parties import Party, find_words, widen_doers
from analysis.acts.resolution import Memory, Resolved
from analysis.acts.violence import is_doer_noun
from analysis.attributions.word_classes import OWNERS
from analysis.matching.word_lists import list_words

DURING = list_words("in during with through by")
STATES = list_words("federation republic kingdom emirate union")
TOLLS = frozenset(["toll"])
TAKING_UP = list_words("the this that these those such")


def count_sides(memory: Memory, parties: list[Party], acts: list[Resolved]) -> None:
    """Count the sides of a sentence: as named, as places, as doers and as victims."""
    find_home = memory.sides.find_home
    for party in parties:
        if party.side:
            memory.mentioned[party.side] += 1
            if party.is_place:
                memory.places[find_home(party.side)] += 1
    for act in acts:
        is_open = is_of_state(act)  # whether it is doer or victim is found out later
        for side, homes in ((act.agent_side, memory.doers), (act.patient_side, memory.victims)):
            if side:
                memory.parties[side] += 1
                if not is_open:
                    homes[find_home(side)] += 1


def share_doers(acts: list[Resolved]) -> None:
    """Give the acts of a sentence that name no doer the doer of the act that they belong to.

    A noun behind *in* or *during* is the act of the verb before it (*killed ten in an attack*), a noun with
    *the* takes up one of the same verb (*raids on the town ... the raids*), and the dead of a toll are those
    of the only doer before it.
    """
    for act in acts:
        if act.draft.construction != "nominal" or act.agent or find_doer_words(act):
            continue
        doers = [other for other in acts if other.draft.token < act.draft.token and has_doer(other)]
        found = [o for o in doers if is_part_of(act, o)] or [o for o in doers if is_taken_up(act, o)]
        if not found and act.sentence.words[act.draft.token] in TOLLS and is_one(doers):
            found = [o for o in doers if is_same_clause(o, act)]
        if found:
            take_doer(act, found[-1])


def is_of_state(act: Resolved) -> bool:
    """Whether a country stands behind *invasion of* or *occupation of*, and no other party of the act."""
    draft, party = act.draft, act.party
    if draft.verb not in ("invade", "occupy") or draft.construction != "nominal" or act.agent:
        return False
    patient = draft.patient
    if patient is None or party is None or not party.is_place or draft.agent is not None:
        return False
    is_whole = party.start <= act.sentence.starts[patient.head] < party.end
    is_behind = act.sentence.words[draft.token + 1 : patient.start] == ["of"]
    return is_whole and is_behind and party.entity == act.patient_side


def turn_invaders(acts: list[Resolved], memory: Memory) -> None:
    """Make a country behind *invasion of* the doer, where the article's other acts show it as doer.

    *The invasion of* may name who suffers it or who does it. The acts of the article decide; where they do
    not, the long name of a state (*Federation*, *Republic*) is a doer, for a country as a place has its short
    name.
    """
    for act in acts:
        if is_of_state(act) and is_invader(act, memory):
            act.draft = replace(act.draft, agent=act.draft.patient, patient=None)
            act.agent, act.agent_side, act.doer = act.patient, act.patient_side, act.party
            act.patient = act.patient_side = act.patient_how = act.place_side = ""
            act.party = None


def is_invader(act: Resolved, memory: Memory) -> bool:
    """Whether a country does more acts in the article than it suffers, or has its long name here."""
    home, patient = memory.sides.find_home(act.patient_side), act.draft.patient
    n_done, n_suffered = memory.doers[home], memory.victims[home]
    words = act.sentence.words[patient.start : patient.end] if patient is not None else []
    return n_done > n_suffered or (n_done == n_suffered and not STATES.isdisjoint(words))


def has_doer(act: Resolved) -> bool:
    """Whether an act that has happened names its doer."""
    draft = act.draft
    is_party = draft.agent is not None and not is_event(act.sentence, draft.agent)
    return draft.status == "stated" and (bool(act.agent) or is_party)


def is_part_of(act: Resolved, other: Resolved) -> bool:
    """Whether an act stands behind *in* or *during* in the clause of an active verb with a doer."""
    if other.draft.construction != "active":
        return False
    return any(
        word in DURING and phrase.start <= act.draft.token < phrase.end
        for word, phrase in list_adjuncts(other.sentence, other.draft.token)
    )


def is_taken_up(act: Resolved, other: Resolved) -> bool:
    """Whether a noun with *the* or *this* names the act of another word of the same verb once more."""
    phrase = act.draft.event
    is_definite = phrase is not None and act.sentence.words[phrase.start] in TAKING_UP
    return is_definite and act.draft.verb == other.draft.verb


def is_same_clause(act: Resolved, other: Resolved) -> bool:
    """Whether no clause begins between two acts."""
    between = slice(act.draft.token, other.draft.token)
    return not {"R", "S"} & set(act.sentence.letters[between]) and "but" not in act.sentence.words[between]


def is_one(acts: list[Resolved]) -> bool:
    """Whether acts have one doer."""
    return len({find_doer_words(act) for act in acts}) == 1


def take_doer(act: Resolved, other: Resolved) -> None:
    """Give an act the doer of another one."""
    act.agent, act.agent_side, act.doer = other.agent, other.agent_side, other.doer
    if other.draft.agent is not None:
        act.draft = replace(act.draft, agent=other.draft.agent)


def find_doer_words(act: Resolved) -> str:
    """The words of the doer of an act, as written.

    They are the noun phrase of the doer; else the act or the arms that did it to the patient (*killed in an
    air strike*). A noun of an act never does itself: of *Russian shelling* the doer is *Russian*, and *the
    shelling of the town* has none.
    """
    draft, sentence = act.draft, act.sentence
    phrase = draft.agent or draft.event
    if phrase is not None and draft.agent is None and phrase.start <= draft.token < phrase.end:
        return find_owner_words(act, phrase)
    if phrase is None and act.doer is not None:
        return sentence.text[act.doer.start : act.doer.end]
    return find_words(sentence, widen_doers(sentence, phrase, draft.group_start), act.doer)


def find_owner_words(act: Resolved, phrase: Phrase) -> str:
    """The words before a noun of an act that say whose it was (*Israel's*, *government*, *their*)."""
    sentence, token, doer = act.sentence, act.draft.token, act.doer
    places = range(phrase.start, token)
    if doer is not None:
        named = [place for place in places if doer.start <= sentence.starts[place] < doer.end]
        if not named:
            return sentence.text[doer.start : doer.end]
        end = named[-1] + 1
        if sentence.words[end] == "and" and sentence.words[end + 1].endswith(ADJECTIVE_ENDINGS):
            end += 2  # *Syrian and Russian raids*
        end = skip_doer_nouns(sentence, end, token)
        return sentence.text[doer.start : max(sentence.ends[end - 1], doer.end)]
    owner = sentence.letters.find("'", phrase.start, token)
    if owner > phrase.start and not is_time(sentence, Phrase(phrase.start, owner, owner - 1)):
        return sentence.text[sentence.starts[phrase.start] : sentence.ends[owner - 1]]
    start = next((place for place in places if is_doer_noun(sentence.words[place])), token)
    if start < token:
        end = skip_doer_nouns(sentence, start, token)
        while start > phrase.start and is_part_of_name(sentence, start):
            start -= 1
        return sentence.text[sentence.starts[start] : sentence.ends[end - 1]]
    adjectives = (place for place in places if sentence.letters[place] in "AN")
    named = [place for place in adjectives if sentence.words[place].endswith(ADJECTIVE_ENDINGS)]
    if named:
        return sentence.forms[named[0]]  # *Greek* of a title that holds the act
    return sentence.forms[phrase.start] if sentence.words[phrase.start] in OWNERS else ""


def skip_doer_nouns(sentence: Sentence, place: int, token: int) -> int:
    """The place behind the nouns for parties that begin at a place (*Syrian government air strikes*)."""
    while place < token and is_doer_noun(sentence.words[place]):
        place += 1
    return place


def is_part_of_name(sentence: Sentence, start: int) -> bool:
    """Whether the word before a place belongs to the same name (*International Coalition*)."""
    forms = sentence.forms
    is_capital = forms[start][0].isupper() and forms[start - 1][0].isupper()
    return is_capital and sentence.letters[start - 1] in "NA"
