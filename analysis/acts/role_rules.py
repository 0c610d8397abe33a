"""Rules that give an act its construction, and the phrases of its agent and its patient."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.acts.clauses import (
    Group,
    climb,
    find_main_verb,
    find_object,
    find_subject,
    is_event,
    list_adjuncts,
    list_complements,
    read_group,
)
from analysis.acts.other_senses import is_other_sense
from analysis.acts.sentence import Phrase, Sentence
from analysis.acts.violence import EVENTS, HARM, INTRANSITIVE, OWNED, list_forms
from analysis.attributions.word_classes import list_words

AT_EVENTS = list_words("in during from after by amid following under with")
NO_AGENTS = list_words(
    "mistake accident chance night day noon then now land sea air road hand far dawn evening"
)
LIGHT_VERBS = list_words(
    "launched launch launches launching carried conducted staged mounted waged made unleashed committed "
    "perpetrated began started continued ordered renewed resumed carries conducting carrying waging"
)
DEAD_STATES = list_words(
    "dead bodies body corpse corpses casualty casualties fatality fatalities toll lives injuries"
)
BODIES = list_words("body bodies corpse corpses lives")


@dataclass(frozen=True)
class Draft:
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
    """

    verb: str
    token: int
    group_start: int
    construction: str
    agent: Phrase | None = None
    patient: Phrase | None = None
    event: Phrase | None = None
    status: str = "stated"


def list_acts(sentence: Sentence) -> Iterator[Draft]:
    """The acts of a sentence, in text order."""
    forms = list_forms()
    for token, word in enumerate(sentence.words):
        form = forms.get(word)
        if form is None or is_other_sense(sentence, token, *form):
            continue
        draft = read_act(sentence, token, *form)
        if draft is not None:
            yield draft


def read_act(sentence: Sentence, token: int, verb: str, kind: str) -> Draft | None:
    """The act that a word names; None if it names none."""
    if kind == "past":
        return read_past(sentence, token, verb)
    letter, before = sentence.letters[token], sentence.letters[:token][-1:]
    if kind == "progressive":
        group = read_group(sentence, token)
        if group.has_be and sentence.words[token + 1 : token + 2] != ["of"]:
            return read_active(sentence, token, verb, group)
        is_noun = (before and before in "DA'M") or sentence.words[token + 1 : token + 2] in (
            ["of"],
            ["by"],
            ["in"],
        )
        if not is_noun and (verb in INTRANSITIVE or has_object(sentence, token)):
            return read_participle(sentence, token, verb)
        return read_noun(sentence, token, verb) if sentence.words[token] in EVENTS or is_noun else None
    if kind in ("present", "base"):
        draft = read_present(sentence, token, verb, letter)
        is_noun = draft is None and sentence.words[token] in EVENTS
        return read_noun(sentence, token, verb) if is_noun else draft
    if letter in "VI" and verb not in ("die", "wound"):
        draft = read_present(sentence, token, verb, letter)
        if draft is not None:
            return draft
    return read_noun(sentence, token, verb)


def read_active(sentence: Sentence, token: int, verb: str, group: Group) -> Draft:
    """An active verb: its subject is the agent, or the act that did it; *die* has no agent."""
    subject = find_subject(sentence, group.start)
    draft = add_status(sentence, Draft(verb, token, group.start, "active"), group)
    if verb in INTRANSITIVE:
        return add_event(sentence, replace(draft, construction="intransitive", patient=subject))
    draft = replace(draft, patient=find_object(sentence, token))
    if subject is not None and is_event(sentence, subject):
        return replace(draft, event=subject)
    return replace(draft, agent=subject)


def add_status(sentence: Sentence, draft: Draft, group: Group) -> Draft:
    """The act, marked if its verb says that it did not happen or has yet to."""
    before = sentence.words[max(group.start - 9, 0) : draft.token]
    if group.is_negated or any(word in DENIALS for word in before):
        return replace(draft, status="negated")
    is_unreal = group.is_unreal or any(word in ("if", "unless", "whether") for word in before[-6:])
    return replace(draft, status="hypothetical") if is_unreal else draft


DENIALS = list_words("denied denies deny denying")


def read_past(sentence: Sentence, token: int, verb: str) -> Draft | None:
    """A past form: a passive (*was shelled*, *ten killed*) or an active (*shelled*)."""
    group = read_group(sentence, token)
    letters, words = sentence.letters, sentence.words
    is_alone = not group.has_be and not group.has_have and group.start == token
    if verb in INTRANSITIVE:
        return read_active(sentence, token, verb, group)
    if is_alone and letters[token - 1 : token] in ("C", ",") and token > 1:
        joined = find_same_form(sentence, token)
        if joined is not None and read_group(sentence, joined).has_be and not has_object(sentence, token):
            group = read_group(sentence, joined)
    if group.has_be:
        return read_passive(sentence, token, verb, group)
    if group.has_have or group.start < token and group.is_unreal:
        return read_active(sentence, token, verb, group)
    before = letters[token - 1] if token else "."
    is_inside = any(p.start <= token < p.head for p in sentence.phrases)
    is_adjective = is_inside or (before in "DA" and sentence.starting.get(token + 1) is not None)
    if is_adjective and words[token - 1] not in ("all", "both"):
        return None
    after = words[token + 1] if token + 1 < len(words) else ""
    if has_object(sentence, token):
        return read_active(sentence, token, verb, group)
    if before == "R":
        return read_active(sentence, token, verb, group) if verb in HARM | {"attack", "strike"} else None
    if before == "C" and find_same_form(sentence, token) is not None and verb not in HARM:
        return read_active(sentence, token, verb, group)
    if after == "by" or verb in HARM or letters[token] == "K":
        return read_passive(sentence, token, verb, group)
    return read_active(sentence, token, verb, group) if letters[token] == "V" else None


def find_same_form(sentence: Sentence, token: int) -> int | None:
    """The past form before *and* that a past form is joined to (*were killed and wounded*)."""
    forms = list_forms()
    for place in range(token - 1, max(token - 12, -1), -1):
        form = forms.get(sentence.words[place])
        if form is not None and form[1] == "past":
            return place
        if sentence.letters[place] in "RS":
            return None
    return None


def has_object(sentence: Sentence, token: int) -> bool:
    """Whether an object follows a verb."""
    return find_object(sentence, token) is not None


def read_passive(sentence: Sentence, token: int, verb: str, group: Group) -> Draft:
    """A passive: its subject is the patient; the agent stands after *by*, or in the act that did it."""
    draft = Draft(
        verb, token, group.start, "passive_without_agent", patient=find_subject(sentence, group.start)
    )
    if sentence.letters[group.start - 1 : group.start] == "" and group.start == 0:
        draft = replace(draft, patient=None)
    draft = add_status(sentence, draft, group)
    if draft.patient is not None and sentence.words[draft.patient.start] in ("no", "nobody"):
        draft = replace(draft, status="negated")
    return add_event(sentence, draft)


def add_event(sentence: Sentence, draft: Draft) -> Draft:
    """The act with its agent after *by*, and the act that it happened in (*in an air strike*)."""
    for word, phrase in list_adjuncts(sentence, draft.token):
        if word == "by" and sentence.words[phrase.head] not in NO_AGENTS and draft.agent is None:
            event = is_event(sentence, phrase)
            draft = replace(draft, event=phrase) if event else replace(draft, agent=phrase)
        elif word in AT_EVENTS and draft.event is None and is_event(sentence, phrase):
            draft = replace(draft, event=phrase)
    return draft


def read_participle(sentence: Sentence, token: int, verb: str) -> Draft | None:
    """A participle with an object (*struck the town, killing ten*): its agent is that of the main verb."""
    draft = Draft(verb, token, token, "active", patient=find_object(sentence, token))
    if verb in INTRANSITIVE:
        subject = find_subject(sentence, token)
        return replace(draft, construction="intransitive", patient=subject)
    near = sentence.ending.get(token)
    if near is not None and is_event(sentence, near):
        return replace(draft, event=near)
    if near is not None:
        owner = next((phrase for phrase in climb(sentence, near) if is_event(sentence, phrase)), None)
        if owner is not None:
            return replace(draft, event=owner)
    main = find_main_verb(sentence, token)
    if main is None:
        return replace(draft, agent=near) if near is not None else draft
    group = read_group(sentence, main)
    if group.has_be and sentence.letters[main] != "G":
        passive = read_passive(sentence, main, verb, group)
        return replace(draft, agent=passive.agent, event=passive.event)
    subject = find_subject(sentence, group.start)
    draft = add_status(sentence, draft, group)
    if subject is not None and is_event(sentence, subject):
        return replace(draft, event=subject)
    return replace(draft, agent=subject)


def read_present(sentence: Sentence, token: int, verb: str, letter: str) -> Draft | None:
    """A present form with a subject and an object (*Russia strikes Kherson*), or one after *to* or *will*."""
    group = read_group(sentence, token)
    if group.start < token and group.is_unreal | group.is_negated | (
        "to" in sentence.words[group.start : token]
    ):
        return read_active(sentence, token, verb, group)
    if group.start < token and "did" in sentence.words[group.start : token]:
        return read_active(sentence, token, verb, group)
    if letter not in "VI" or (not has_object(sentence, token) and verb not in INTRANSITIVE):
        return None
    if sentence.forms[token][0].isupper() and token:
        return None
    return read_active(sentence, token, verb, group)


def read_noun(sentence: Sentence, token: int, verb: str) -> Draft | None:
    """A noun of an act (*the shelling of Kherson by Russian troops*, *Israel's strikes on Gaza*)."""
    phrase = next((p for p in sentence.phrases if p.start <= token < p.end), None)
    if phrase is None:
        phrase = Phrase(token, token + 1, token)
    word = sentence.words[token]
    if token != phrase.head and word not in ("dead", "death"):
        return (
            None
            if word not in EVENTS or sentence.words[phrase.head] in EVENTS
            else Draft(verb, token, token, "nominal", event=Phrase(phrase.start, token + 1, token))
        )
    if verb in ("die", "wound"):
        return read_dead(sentence, phrase, token, verb)
    draft = Draft(verb, token, token, "nominal")
    owned = Phrase(phrase.start, token + 1, token)
    if verb in OWNED and "'" in sentence.letters[phrase.start : token]:
        draft = replace(draft, patient=owned)
    else:
        draft = replace(draft, event=owned)
    for preposition, following in list_complements(sentence, phrase):
        is_target = preposition in ("of", "on", "against", "at", "targeting", "across")
        if is_target and draft.patient is None:
            draft = replace(draft, patient=following)
        elif preposition == "by" and draft.agent is None:
            draft = replace(draft, agent=following)
    return add_light_verb(sentence, draft, phrase)


def add_light_verb(sentence: Sentence, draft: Draft, phrase: Phrase) -> Draft:
    """The act with the subject of a light verb before it as agent (*launched air strikes across Ukraine*)."""
    verb = phrase.start - 1
    if verb > 0 and sentence.words[verb] == "out":
        verb -= 1
    if verb <= 0 or sentence.words[verb] not in LIGHT_VERBS:
        return draft
    group = read_group(sentence, verb)
    if group.has_be and sentence.letters[verb] != "G":
        return draft
    subject = find_subject(sentence, group.start)
    draft = add_status(sentence, draft, group)
    return draft if subject is None else replace(draft, agent=subject, construction="active")


def read_dead(sentence: Sentence, phrase: Phrase, token: int, verb: str) -> Draft | None:
    """Deaths as a noun or state (*the deaths of*, *ten were found dead*, *Gaza's death toll*)."""
    word = sentence.words[token]
    draft = Draft(verb, token, token, "nominal", patient=phrase)
    if word in BODIES and not any(w == "of" for w, _ in list_complements(sentence, phrase)):
        return None if word == "lives" else draft
    complements = dict(reversed(list(list_complements(sentence, phrase))))
    if "of" in complements and word != "toll":
        of = complements["of"]
        return add_event(sentence, replace(draft, patient=of))
    if word == "dead" and token and sentence.letters[token - 1] in "XBKV":
        group = read_group(sentence, token)
        start = group.start
        while start and sentence.letters[start - 1] in "KVXB":
            start -= 1
        subject = find_subject(sentence, start)
        return add_event(sentence, replace(draft, patient=subject or phrase))
    return add_event(sentence, draft)
