"""Rules that give an act its construction, and the phrases of its agent and its patient."""

from collections.abc import Iterator

from analysis.acts.drafts import (
    Draft,
    add_event,
    add_first_doer,
    find_leaving,
    replace,
)
from analysis.acts.grammar.clauses import (
    Group,
    find_joined_verb,
    has_object,
    read_group,
)
from analysis.acts.grammar.letters import ASPECTS
from analysis.acts.grammar.past_forms import find_same_form, is_adjective, is_attribute, is_before_source
from analysis.acts.grammar.phrases import is_event
from analysis.acts.grammar.relatives import find_gap
from analysis.acts.grammar.sentence import TOLD, Phrase, Sentence
from analysis.acts.grammar.subjects import find_subject
from analysis.acts.inference.unreal import is_unreal
from analysis.acts.other_senses import is_other_sense
from analysis.acts.rules.active_rules import read_active, read_present
from analysis.acts.rules.noun_rules import add_bringer, read_noun
from analysis.acts.rules.participle_rules import read_participle
from analysis.acts.rules.passive_rules import read_passive
from analysis.acts.violence import EVENTS, HARM, INTRANSITIVE, ON_PEOPLE, list_forms

HITTING = frozenset(["strike", "hit"])
DOING_PRONOUNS = frozenset(["they", "we", "he", "she", "i", "you"])


def list_acts(sentence: Sentence) -> Iterator[Draft]:
    """The acts of a sentence, in text order."""
    forms = list_forms()
    found = [(token, forms[word]) for token, word in enumerate(sentence.words) if word in forms]
    for token, form in found:
        if is_other_sense(sentence, token, *form):
            continue
        draft = read_act(sentence, token, *form)
        if draft is None:
            continue
        if draft.status == "stated" and is_unreal(sentence, draft):
            draft = replace(draft, status="hypothetical")
        draft = add_bringer(sentence, draft)
        yield add_first_doer(sentence, add_leaver(sentence, draft))


def add_leaver(sentence: Sentence, draft: Draft) -> Draft:
    """The act, with the doer of the verb before it as its agent (*fired shells, leaving ten people dead*)."""
    if draft.agent is not None or draft.event is not None or draft.patient is None:
        return draft
    verb = find_leaving(sentence, draft)
    if verb is None:
        return draft
    group = read_group(sentence, verb)
    if sentence.letters[verb] == "G" and not group.has_be:
        left = read_participle(sentence, verb, "kill")
    elif group.has_be:
        return draft
    else:
        left = read_active(sentence, verb, "kill", group)
    agent = left.agent if left is not None else None
    is_near = agent is not None and sentence.words[agent.start - 1] in ("in", "at", "and")
    if left is None or is_near or (agent is not None and sentence.words[agent.head] == "it"):
        return draft
    status = left.status if draft.status == "stated" else draft.status
    return replace(draft, agent=agent, event=left.event, status=status)


def read_act(sentence: Sentence, token: int, verb: str, kind: str) -> Draft | None:
    """The act that a word names; None if it names none."""
    if kind == "past":
        return read_past(sentence, token, verb)
    letter, before = sentence.letters[token], sentence.letters[:token][-1:]
    if kind == "progressive":
        group = read_group(sentence, token)
        if before == "C" and sentence.letters[token] == "G":
            joined = find_joined_verb(sentence, token - 1)
            if joined is not None and sentence.letters[joined] == "G":
                group = read_group(sentence, joined)
                if group.has_be or sentence.words[joined - 1] in ASPECTS:
                    return read_active(sentence, token, verb, group)
        is_aspect = before and sentence.words[token - 1] in ASPECTS and sentence.letters[token] in "GN"
        if is_aspect and sentence.words[token + 1 : token + 2] != ["of"]:
            return read_active(sentence, token, verb, group)
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


def read_past(sentence: Sentence, token: int, verb: str) -> Draft | None:
    """A past form: a passive (*was shelled*, *ten killed*) or an active (*shelled*)."""
    group = read_group(sentence, token)
    letters, words = sentence.letters, sentence.words
    is_alone = not group.has_be and not group.has_have and set(letters[group.start : token]) <= {"B"}
    if verb in INTRANSITIVE:
        return read_active(sentence, token, verb, group)
    group = find_shared_group(sentence, token, group) if is_alone else group
    is_reported = is_alone and verb in ON_PEOPLE and words[token - 1 : token] in (["reported"], ["feared"])
    if is_reported and token - 1 in sentence.ending:
        return read_passive(sentence, token, verb, group._replace(start=token - 1))
    if group.has_be:
        return read_passive(sentence, token, verb, group)
    if is_alone and has_gap(sentence, token):
        return read_active(sentence, token, verb, group)
    if group.has_have or (group.start < token and group.is_unreal):
        return read_active(sentence, token, verb, group)
    if is_adjective(sentence, token):
        return None
    hurt = find_hurt(sentence, token) if verb in ("wound", "injure", "kill") else None
    if hurt is not None:
        return add_event(sentence, Draft(verb, token, token, "passive_without_agent", patient=hurt))
    if is_alone and is_attribute(sentence, token):
        return None
    return read_bare_past(sentence, token, verb, group, is_alone=is_alone)


def find_shared_group(sentence: Sentence, token: int, group: Group) -> Group:
    """The helpers of a past form, or those of the one before it (*was beaten and then killed*)."""
    if token < 2 or sentence.letters[:token].rstrip("B")[-1:] not in ("C", ","):
        return group
    joined = find_same_form(sentence, token)
    if joined is None or has_object(sentence, token):
        return group
    shared = read_group(sentence, joined)
    return shared if shared.has_be else group


def has_gap(sentence: Sentence, token: int) -> bool:
    """Whether the object of a past form is what its clause describes (*a city that they took and razed*)."""
    if sentence.words[token + 1 : token + 2] == ["by"] or has_object(sentence, token):
        return False
    if sentence.words[token - 1] in TOLD:
        return "R" in sentence.letters[:token]  # *the attack which the police said killed from 5 to 10*
    verb: int | None = token
    before, after = sentence.letters[:token].rstrip("B")[-1:], sentence.letters[token + 1 : token + 2]
    if before == "C" or (before == "," and after in ("C", ",")):
        verb = find_joined_verb(sentence, token - 1)
    if verb is None or sentence.letters[verb] not in "VK" or has_object(sentence, verb):
        return False
    group = read_group(sentence, verb)
    subject = sentence.ending.get(group.start)
    relative = find_gap(sentence, subject) if subject is not None else None
    if subject is None or relative is None or "M" in sentence.letters[subject.start : subject.end]:
        return False
    is_active = group.has_have or sentence.letters[verb] == "V"
    return is_active and not group.has_be and sentence.letters[relative - 1] != "P"


def find_hurt(sentence: Sentence, token: int) -> Phrase | None:
    """People that a past form stands for (*the seriously wounded*, *the number of wounded*)."""
    words, letters = sentence.words, sentence.letters
    if token + 1 in sentence.starting:
        return None
    is_joined = letters[token - 1 : token] == "C" and words[token - 2 : token - 1] == ["dead"]
    if is_joined or words[max(token - 2, 0) : token] in (["number", "of"], ["toll", "of"]):
        return Phrase(token, token + 1, token)
    first = token - 2 if letters[token - 1 : token] == "B" else token - 1
    return Phrase(first, token + 1, token) if first >= 0 and letters[first] == "D" else None


def read_bare_past(
    sentence: Sentence, token: int, verb: str, group: Group, *, is_alone: bool
) -> Draft | None:
    """A past form without helpers, by what stands before and behind it."""
    letters, words = sentence.letters, sentence.words
    before = letters[token - 1] if token else "."
    near = sentence.ending.get(token)
    noun = 2 if letters[1:2] == "C" and letters[2:3] in ("K", "A") else 0
    bare = sentence.starting.get(noun) if not token and verb in HARM else None
    if bare is not None and bare.end > noun + 1:  # *Destroyed schools and churches.*
        patient = bare._replace(start=noun + 1)
        return Draft(verb, token, token, "passive_without_agent", patient=patient)
    if is_alone and near is not None and (words[near.start - 1] == "among" or words[: near.start] == ["of"]):
        return read_passive(sentence, token, verb, group)  # *Of the ten killed*, *among the places struck*
    after = words[token + 1] if token + 1 < len(words) else ""
    if near is not None and verb in HITTING and after != "by" and is_event(sentence, near):
        return read_active(sentence, token, verb, group)  # *mortar rounds struck near the town*
    if is_alone and token and words[token - 1] in DOING_PRONOUNS:
        return read_active(sentence, token, verb, group)  # *the houses they seized*
    if has_object(sentence, token) and not is_before_source(sentence, token):
        return read_active(sentence, token, verb, group)
    if before == "R":
        return read_active(sentence, token, verb, group) if verb in HARM | {"attack", "strike"} else None
    if before == "C" and find_same_form(sentence, token) is not None and verb not in HARM:
        is_free = find_subject(sentence, group.start) is None  # *Shot and bombed.*
        return (read_passive if is_free else read_active)(sentence, token, verb, group)
    subject = find_subject(sentence, token) if before == "C" and after != "by" else None
    if subject is not None and words[subject.head] in ("they", "he", "she", "we", "i"):
        return read_active(sentence, token, verb, group)  # *They tortured and killed on our land*
    if after == "by" or verb in HARM or letters[token] == "K":
        return read_passive(sentence, token, verb, group)
    if letters[token] == "V" and find_subject(sentence, group.start) is None:
        return read_passive(sentence, token, verb, group)  # *Shot and bombed.*
    return read_active(sentence, token, verb, group) if letters[token] == "V" else None
