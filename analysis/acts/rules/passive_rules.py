"""Rules for passives: the patient is the subject, the doer stands behind *by* or in an act."""

from analysis.acts.drafts import (
    Draft,
    add_event,
    add_opening_event,
    add_status,
    replace,
)
from analysis.acts.grammar.clauses import Group
from analysis.acts.grammar.past_forms import find_same_form
from analysis.acts.grammar.phrases import (
    climb,
    is_of_people,
)
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.grammar.subjects import find_subject
from analysis.acts.violence import ON_PEOPLE


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
        is_plural = sentence.words[near.head].endswith("s") and sentence.forms[near.head].islower()
        is_owner = sentence.words[near.start - 1] == "of" and not is_plural
        if verb not in ON_PEOPLE and patient == near and is_owner:
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
