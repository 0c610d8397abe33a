"""Rules for active verbs: their doer, their object, and whether they have happened."""

from analysis.acts.drafts import Draft, add_event, add_opening_event, add_status, replace
from analysis.acts.grammar.clauses import Group, find_object, has_object, read_group
from analysis.acts.grammar.phrases import is_event, list_complements
from analysis.acts.grammar.relatives import find_antecedent, find_gap
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.grammar.subjects import find_subject
from analysis.acts.violence import HARM, INTRANSITIVE


def read_active(sentence: Sentence, token: int, verb: str, group: Group) -> Draft:
    """An active verb: its subject is the agent, or the act that did it; *die* has no agent."""
    subject = find_subject(sentence, group.start)
    draft = add_status(sentence, Draft(verb, token, group.start, "active"), group)
    if verb in INTRANSITIVE:
        draft = replace(draft, construction="intransitive", patient=subject)
        return add_opening_event(sentence, add_event(sentence, draft))
    patient = find_object(sentence, token)
    if patient is not None and sentence.words[patient.head] == "control":
        patient = next(
            (p for word, p in list_complements(sentence, patient) if word in ("of", "over")), patient
        )
    relative = find_gap(sentence, subject) if patient is None and subject is not None else None
    if relative is not None:
        patient = find_antecedent(sentence, relative)  # *the schools that they bombed*
    if patient is None and sentence.words[token + 1 : token + 2] in (["at"], ["on"]) and verb != "kill":
        patient = sentence.starting.get(token + 2)  # *are shooting at columns*
    if patient is None and subject is not None and verb in HARM:
        patient = find_contact(sentence, subject)
    draft = replace(draft, patient=patient)
    if subject is not None and is_event(sentence, subject):
        return replace(draft, event=subject)
    return replace(draft, agent=subject)


def find_contact(sentence: Sentence, subject: Phrase) -> Phrase | None:
    """The phrase that a clause without a pronoun describes (*the territory they have occupied*)."""
    before = sentence.ending.get(subject.start)
    is_bare = sentence.letters[subject.head] == "O" or sentence.forms[subject.head][0].isupper()
    first = before
    if before is not None and sentence.letters[before.start - 1 : before.start] == "C":
        first = sentence.ending.get(before.start - 1)  # *the cities and villages they have captured*
    has_article = first is not None and sentence.letters[first.start] == "D"
    return before if has_article and is_bare else None


def read_present(sentence: Sentence, token: int, verb: str, letter: str) -> Draft | None:
    """A present form with a subject and an object (*Russia strikes Kherson*), or one after *to* or *will*."""
    group = read_group(sentence, token)
    ruled = (
        find_first_infinitive(sentence, token)
        if letter == "I" or (letter == "V" and sentence.words[token] == verb)
        else None
    )
    if ruled is not None:
        group = read_group(sentence, ruled)  # *to kill and kidnap*
    if "let" in sentence.words[max(token - 4, 0) : token]:
        return replace(read_active(sentence, token, verb, group), status="hypothetical")
    if group.start < token and group.is_unreal | group.is_negated | (
        "to" in sentence.words[group.start : token]
    ):
        return read_active(sentence, token, verb, group)
    if group.start < token and "did" in sentence.words[group.start : token]:
        return read_active(sentence, token, verb, group)
    if letter not in "VI" or (not has_object(sentence, token) and verb not in INTRANSITIVE):
        return None
    is_counted = sentence.letters[token + 1 : token + 2] in ("M", "D")  # *Blast Kills Hundreds*
    if sentence.forms[token][0].isupper() and token and not is_counted:
        return None
    return read_active(sentence, token, verb, group)


def find_first_infinitive(sentence: Sentence, token: int) -> int | None:
    """The infinitive behind *to* that a later one is joined to (*to seize the town, destroy it*)."""
    letters = sentence.letters
    if letters[token - 1 : token] not in ("C", ",") or not token:
        return None
    for place in range(token - 1, 0, -1):
        is_infinitive = letters[place - 1] == "T" or (letters[place - 1] == "B" and letters[place - 2] == "T")
        if is_infinitive and letters[place] in "VIN":
            return place
        if letters[place] in "VR" or (letters[place] == "S" and sentence.words[place] != "as"):
            return None
    return None
