"""An act with the phrases around it, and what stands after its verb: agents, other acts, denials."""

from itertools import pairwise
from typing import Any, NamedTuple

from analysis.acts.grammar.adjuncts import list_adjuncts, list_openers
from analysis.acts.grammar.clauses import Group
from analysis.acts.grammar.phrases import climb, find_joined_event, is_event, is_time, skip_complements
from analysis.acts.grammar.relatives import skip_times
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.violence import EVENTS, list_forms
from analysis.matching.word_lists import list_words

AT_EVENTS = list_words("in during from after by amid following under with")
NO_AGENTS = list_words(
    "mistake accident chance night day noon then now land sea air road hand far dawn evening midnight "
    "p.m. a.m. p.m a.m pm am"
)
# Verbs that say what came of an act.
LEAVING = frozenset(["left", "leaving", "leaves"])
CAUSING = frozenset(["caused", "causing", "causes", "claimed", "claiming", "claims"])
LEADING = frozenset(["resulted", "resulting", "results", "led", "leading"])
DOING = list_words("dropped fired launched opened detonated blew rammed threw stabbed")
FALLING = list_words("exploded explodes landed fell rained")
DENIALS = list_words("denied denies deny denying")


class Draft(NamedTuple):
    """An act with the phrases around it.

    Attributes
    ----------
    verb, construction : str
    token : int
        The verb or noun.
    group_start : int
        Where its helpers begin.
    agent, patient : Phrase or None
    event : Phrase or None
        The act or arms that did it (*killed in the attack*).
    status : str
        stated, negated or hypothetical.
    light : int
        The light verb of a noun (*launched* an offensive); -1 if it has none.
    """

    verb: str
    token: int
    group_start: int
    construction: str
    agent: Phrase | None = None
    patient: Phrase | None = None
    event: Phrase | None = None
    status: str = "stated"
    light: int = -1


def replace(draft: Draft, **changes: Any) -> Draft:
    """The act with some of its parts changed."""
    return draft._replace(**changes)


def add_status(sentence: Sentence, draft: Draft, group: Group) -> Draft:
    """The act, marked if its verb says that it did not happen or has yet to."""
    before = sentence.words[max(group.start - 9, 0) : draft.token]
    if group.is_negated or any(word in DENIALS for word in before):
        return replace(draft, status="negated")
    is_unreal = group.is_unreal or any(word in ("if", "unless", "whether") for word in before[-6:])
    return replace(draft, status="hypothetical") if is_unreal else draft


def add_event(sentence: Sentence, draft: Draft) -> Draft:
    """The act with its agent after *by*, and the act that it happened in (*in an air strike*)."""
    for word, following in list_adjuncts(sentence, draft.token):
        phrase = find_joined_event(sentence, following) or following
        is_party = sentence.words[phrase.head] not in NO_AGENTS and not is_time(sentence, phrase)
        if word == "by" and is_party and draft.agent is None:
            event = is_event(sentence, phrase) and draft.event is None  # *in strikes by warplanes*
            draft = replace(draft, event=phrase) if event else replace(draft, agent=phrase)
        elif draft.event is None and is_event(sentence, phrase) and is_cause(sentence, word, phrase):
            draft = replace(draft, event=phrase)
    place = sentence.letters.find("S", draft.token)
    since = sentence.starting.get(place + 1) if draft.event is None and place > 0 else None
    is_when = since is not None and sentence.words[place] in ("since", "after", "when", "as")
    if since is not None and is_when and sentence.words[since.head] in EVENTS:
        return replace(draft, event=since)  # *have died since the attacks began*
    if since is not None and is_when and draft.agent is None and is_doing(sentence, since):
        is_act = is_event(sentence, since)
        return replace(draft, event=since) if is_act else replace(draft, agent=since)
    return draft


def is_doing(sentence: Sentence, subject: Phrase) -> bool:
    """Whether the verb behind a phrase is one of violence (*killed when helicopters dropped a bomb*)."""
    verb = skip_complements(sentence, subject.end)
    while sentence.letters[verb : verb + 1] == "B":
        verb += 1
    is_verb = sentence.letters[verb : verb + 1] in ("V", "K")
    word = sentence.words[verb] if is_verb else ""
    clause = sentence.words[verb : sentence.letters.find(".", verb)]
    is_by = any(
        first == "by" and list_forms().get(second, ("", ""))[1] == "progressive"
        for first, second in pairwise(clause)
    )
    is_fallen = word in FALLING and is_event(sentence, subject)  # *when a bomb exploded*
    kind = list_forms().get(word, ("", ""))[1]
    return (is_verb and is_by) or is_fallen or word in DOING or kind in ("past", "present", "base")


def is_cause(sentence: Sentence, preposition: str, phrase: Phrase) -> bool:
    """Whether a preposition names the act that another one happened in (*in*, *due to*, *because of*)."""
    return preposition in AT_EVENTS or sentence.words[phrase.start - 2] in ("due", "because", "result")


def add_opening_event(sentence: Sentence, draft: Draft) -> Draft:
    """The act with the act before its subject that it happened in (*As a result of the strike, ten died*)."""
    if draft.event is not None or draft.agent is not None or draft.patient is None:
        return draft
    relative = draft.patient.start - 1
    if relative > 1 and sentence.words[relative] == "which" and sentence.letters[relative - 1] == "P":
        before = relative - 2 if sentence.letters[relative - 2] == "," else relative - 1
        nearest = sentence.ending.get(skip_times(sentence, before))  # *the attack, in which ten were killed*
        found = list(climb(sentence, nearest)) if nearest is not None else []
    else:
        found = [phrase for _, phrase in list_openers(sentence, draft.patient.start)]
    return replace(draft, event=next((phrase for phrase in found if is_event(sentence, phrase)), None))


def find_leaving(sentence: Sentence, draft: Draft) -> int | None:
    """The verb that says what came of an act (*leaving ten dead*, *led to the death of*)."""
    words, patient = sentence.words, draft.patient
    if patient is None:
        return None
    dead = next((p for p in sentence.phrases if p.start <= draft.token < p.end), patient)
    cause = min(dead.start, patient.start) - 1
    if cause > 0 and words[cause] in ("in", "to") and words[cause - 1] in LEADING:
        return cause - 1
    if cause > 0 and words[cause] in CAUSING and draft.construction == "nominal":
        return cause
    verb = patient.start - 1
    while verb > 0 and patient.start - verb < 8 and words[verb] not in LEAVING:
        if sentence.letters[verb] in "VRSX":
            return None
        verb -= 1
    is_next = verb == patient.start - 1 or "C" in sentence.letters[verb : patient.start]
    return verb if words[verb] in LEAVING and is_next else None


def add_first_doer(sentence: Sentence, draft: Draft) -> Draft:
    """The act with the first of joined doers as agent (*the army and its allies captured the town*)."""
    agent = draft.agent
    if agent is None or sentence.words[agent.start - 1 : agent.start] != ["and"]:
        return draft
    before = sentence.ending.get(agent.start - 1)
    if before is None:
        return draft
    first = list(climb(sentence, before))[-1]
    is_opening = not first.start or sentence.letters[first.start - 1] in "SR."
    is_theirs = sentence.words[agent.start] in ("its", "their")
    if is_event(sentence, first) or not (is_opening or is_theirs):
        return draft
    return replace(draft, agent=first if is_opening else before)
