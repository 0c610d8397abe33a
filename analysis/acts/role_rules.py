"""Rules that give an act its construction, and the phrases of its agent and its patient."""

from collections.abc import Iterator

from analysis.acts.active_rules import read_active, read_present
from analysis.acts.drafts import (
    Draft,
    add_event,
    add_first_doer,
    add_opening_event,
    add_status,
    find_leaving,
    replace,
)
from analysis.acts.grammar.clauses import (
    Group,
    find_joined_verb,
    find_main_verb,
    find_object,
    find_subject,
    has_object,
    read_group,
)
from analysis.acts.grammar.letters import ASPECTS, BE
from analysis.acts.grammar.past_forms import find_same_form, is_adjective, is_attribute, is_before_source
from analysis.acts.grammar.phrases import (
    HELD,
    climb,
    find_first_joined,
    is_event,
    is_name,
    is_of_people,
    list_complements,
)
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.inference.unreal import is_unreal
from analysis.acts.noun_rules import add_bringer, read_noun
from analysis.acts.other_senses import is_other_sense
from analysis.acts.violence import EVENTS, HARM, INTRANSITIVE, ON_PEOPLE, list_forms
from analysis.matching.word_lists import list_words

DOING_PRONOUNS = frozenset(["they", "we", "he", "she", "i", "you"])
ACCUSING = list_words("accused accuses accusing blamed blames blaming suspects suspected")
FOILING = list_words("foiled repelled repulsed thwarted stopped countered faced")
FIRING = list_words(
    "fired fires fire launched launches dropped drops detonated detonate lobbed planted opened unleashed blew"
)


def list_acts(sentence: Sentence) -> Iterator[Draft]:
    """The acts of a sentence, in text order."""
    forms = list_forms()
    for token, word in enumerate(sentence.words):
        form = forms.get(word)
        if form is None or is_other_sense(sentence, token, *form):
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
        if before and sentence.words[token - 1] in ASPECTS and sentence.letters[token] in "GN":
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
    is_joined = letters[:token].rstrip("B")[-1:] in ("C", ",")  # *was beaten and then killed*
    if is_alone and is_joined and token > 1:
        joined = find_same_form(sentence, token)
        if joined is not None and read_group(sentence, joined).has_be and not has_object(sentence, token):
            group = read_group(sentence, joined)
    is_reported = is_alone and verb in ON_PEOPLE and words[token - 1 : token] in (["reported"], ["feared"])
    if is_reported and token - 1 in sentence.ending:
        return read_passive(sentence, token, verb, group._replace(start=token - 1))
    if group.has_be:
        return read_passive(sentence, token, verb, group)
    if group.has_have or (group.start < token and group.is_unreal):
        return read_active(sentence, token, verb, group)
    before = letters[token - 1] if token else "."
    if is_adjective(sentence, token):
        return None
    if verb in ("wound", "injure", "kill") and token + 1 not in sentence.starting:
        first = token - 2 if before == "B" else token - 1
        is_counted = words[max(token - 2, 0) : token] in (["number", "of"], ["toll", "of"])
        if is_counted or (first >= 0 and letters[first] == "D"):  # *the wounded*, *the seriously wounded*
            first = token if is_counted else first
            hurt = Phrase(first, token + 1, token)
            return add_event(sentence, Draft(verb, token, token, "passive_without_agent", patient=hurt))
    if is_alone and is_attribute(sentence, token):
        return None
    near = sentence.ending.get(token)
    if is_alone and near is not None and (words[near.start - 1] == "among" or words[: near.start] == ["of"]):
        return read_passive(sentence, token, verb, group)  # *Of the ten killed*, *among the places struck*
    after = words[token + 1] if token + 1 < len(words) else ""
    if is_alone and token and words[token - 1] in DOING_PRONOUNS:
        return read_active(sentence, token, verb, group)  # *the houses they seized*
    if has_object(sentence, token) and not is_before_source(sentence, token):
        return read_active(sentence, token, verb, group)
    if before == "R":
        return read_active(sentence, token, verb, group) if verb in HARM | {"attack", "strike"} else None
    if before == "C" and find_same_form(sentence, token) is not None and verb not in HARM:
        return read_active(sentence, token, verb, group)
    subject = find_subject(sentence, token) if before == "C" and after != "by" else None
    if subject is not None and words[subject.head] in ("they", "he", "she", "we", "i"):
        return read_active(sentence, token, verb, group)  # *They tortured and killed on our land*
    if after == "by" or verb in HARM or letters[token] == "K":
        return read_passive(sentence, token, verb, group)
    return read_active(sentence, token, verb, group) if letters[token] == "V" else None


def read_passive(sentence: Sentence, token: int, verb: str, group: Group) -> Draft:
    """A passive: its subject is the patient; the agent stands after *by*, or in the act that did it."""
    start = token if group.has_be or sentence.letters[group.start : token].strip("B") else group.start
    joined = find_same_form(sentence, token) if sentence.letters[token - 1 : token] == "C" else None
    if joined is not None and not group.has_be and joined in sentence.ending:
        start = joined  # *people wounded and killed*
    near = sentence.ending.get(start)  # *areas long besieged*
    patient = find_subject(sentence, group.start)
    if near is not None and not group.has_be:
        # *the bodies of relatives killed in the war*: the relatives, not the bodies.
        chain = list(climb(sentence, near))
        patient = next((p for p in chain if is_of_people(sentence, p)), near)
        if verb not in ON_PEOPLE and patient == near and sentence.words[near.start - 1] == "of":
            patient = (chain[1:2] or [near])[0]  # *the cities of Ukraine occupied by Russia*
    draft = add_status(
        sentence, Draft(verb, token, group.start, "passive_without_agent", patient=patient), group
    )
    if patient is not None and sentence.words[patient.head] == "there":
        draft = replace(draft, patient=find_existing(sentence, token))
    if patient is not None and sentence.words[patient.start] in ("no", "nobody"):
        draft = replace(draft, status="negated")
    return add_opening_event(sentence, add_event(sentence, draft))


def find_existing(sentence: Sentence, token: int) -> Phrase | None:
    """Who is said to exist (*there are wounded and missing people*)."""
    place = token + 1
    while sentence.letters[place : place + 1] and sentence.letters[place] in "CGKB":
        place += 1
    return sentence.starting.get(place) or sentence.ending.get(token)


def read_participle(sentence: Sentence, token: int, verb: str) -> Draft | None:
    """A participle with an object (*struck the town, killing ten*): its agent is that of the main verb."""
    draft = Draft(verb, token, token, "active", patient=find_object(sentence, token))
    if verb in INTRANSITIVE:
        subject = find_subject(sentence, token)
        return replace(draft, construction="intransitive", patient=subject)
    following = find_following_subject(sentence, token)
    if following is not None:
        return replace(draft, agent=following)
    near, before = sentence.ending.get(token), sentence.words[token - 1 : token]
    if before and sentence.letters[token - 1] == "B":
        before = sentence.words[token - 2 : token - 1]
    is_held = near is not None and sentence.words[near.start - 2] in HELD
    if near is not None and is_named_doer(sentence, near) and not is_held:
        return replace(draft, agent=near)  # *reports of militants executing children*
    is_means = near is not None and (is_held or is_behind_with(sentence, near))
    if near is not None and not is_means:
        owner = next((phrase for phrase in climb(sentence, near) if is_event(sentence, phrase)), None)
        if owner is not None and not is_behind_with(sentence, owner) and not is_suffered(sentence, owner):
            return add_firing(sentence, replace(draft, event=owner), owner)
    if near is not None and near.start and is_next_doer(sentence, near):
        return replace(draft, agent=near)  # *, Hezbollah killing three and Hamas ten*
    if before == ["by"] and near is None:
        comma = sentence.letters.find(",", token)  # *By attacking the town, Russia broke the truce*
        return replace(draft, agent=sentence.starting.get(comma + 1)) if comma > 0 else draft
    accused = find_accused(sentence, token)
    if accused is not None:
        return replace(draft, agent=accused)
    main = find_main_verb(sentence, token)
    if main is not None and before in (["for"], ["of"]) and near is None:
        return add_punished(sentence, draft, main)
    if main is None:
        doer = near or find_owner_behind(sentence, token)
        return replace(draft, agent=doer) if doer is not None else draft
    group = read_group(sentence, main)
    if group.has_be and sentence.letters[main] != "G":
        return add_passive_doer(draft, sentence, read_passive(sentence, main, verb, group))
    subject = find_subject(sentence, group.start)
    draft = add_status(sentence, draft, group)
    if subject is not None and is_event(sentence, subject):
        return replace(draft, event=subject)
    return replace(draft, agent=subject or find_owner_behind(sentence, token))


def find_owner_behind(sentence: Sentence, token: int) -> Phrase | None:
    """Whose sign an act is said to be (*killing children is the trademark of the army*)."""
    verb = sentence.letters.find("X", token)
    said = sentence.starting.get(verb + 1) if verb > 0 and sentence.words[verb] in BE else None
    complements = list_complements(sentence, said) if said is not None else []
    return next((p for word, p in complements[:1] if word == "of"), None)


def is_next_doer(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase begins a second act with a doer of its own (*killing ten and Hamas five*)."""
    joint = sentence.letters[phrase.start - 1]
    before = sentence.ending.get(phrase.start - 1)
    return joint == "," or (joint == "C" and before is not None and is_of_people(sentence, before))


def is_named_doer(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether *by*, or *of* before people, says that a phrase is the doer of a participle."""
    word = sentence.words[phrase.start - 1]
    return word == "by" or (word == "of" and is_of_people(sentence, phrase))


def find_accused(sentence: Sentence, token: int) -> Phrase | None:
    """Who is accused of an act (*accused Belgium of killing civilians*)."""
    if sentence.words[token - 1] not in ("for", "of"):
        return None
    accused = sentence.ending.get(token - 1)
    return accused if accused is not None and sentence.words[accused.start - 1] in ACCUSING else None


def add_passive_doer(draft: Draft, sentence: Sentence, passive: Draft) -> Draft:
    """The act with the doer of a passive, or the arms that are its subject (*bombs fell, killing*)."""
    arms = passive.patient if passive.patient is not None and is_event(sentence, passive.patient) else None
    is_open = passive.agent is None and passive.event is None
    return replace(draft, agent=passive.agent, event=arms if is_open else passive.event)


def is_behind_with(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase, or the first that it is joined to, stands behind *with* (*with guns and shells*)."""
    first = find_first_joined(sentence, phrase)
    return sentence.words[first.start - 1] == "with"


def is_suffered(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is the object of an act or a defence (*hit a car*, *foiled an attack*)."""
    word = sentence.words[phrase.start - 1] if phrase.start else ""
    return word in FOILING or list_forms().get(word, ("", ""))[1] == "past"


def add_punished(sentence: Sentence, draft: Draft, main: int) -> Draft:
    """The act with the subject of a main verb as agent, also of a passive (*was punished for killing*)."""
    subject = find_subject(sentence, read_group(sentence, main).start)
    is_able = subject is not None and is_of_people(sentence, subject) | is_name(sentence, subject)
    return replace(draft, agent=subject) if is_able else draft


def add_firing(sentence: Sentence, draft: Draft, arms: Phrase) -> Draft:
    """The act with who fired its arms as agent (*the planes fired missiles, killing ten*)."""
    verb = arms.start - 1
    if verb < 1 or sentence.words[verb] not in FIRING:
        return draft
    group = read_group(sentence, verb)
    subject = None if group.has_be else find_subject(sentence, group.start)
    return draft if subject is None or is_event(sentence, subject) else replace(draft, agent=subject)


def find_following_subject(sentence: Sentence, token: int) -> Phrase | None:
    """The subject behind a participle that opens a clause (*After shelling the town the army left*)."""
    place, forms = token - 1, list_forms()
    while place > 0 and sentence.words[place] != ":":
        if (
            sentence.letters[place] not in "GC,B"
            and forms.get(sentence.words[place], ("", ""))[1] != "progressive"
        ):
            break
        place -= 1
    is_opener = place >= 0 and sentence.words[place] in ("after", "before", "by", "while", "when", "since")
    if not is_opener or (place and sentence.words[place - 1] not in (":", '"', "“")):
        return None
    verb = next((p for p in range(token, len(sentence.letters)) if sentence.letters[p] in "VX"), 0)
    subject = find_subject(sentence, verb)
    return subject if subject is not None and subject.start > token else None
