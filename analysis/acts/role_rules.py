"""Rules that give an act its construction, agent and patient, from the words of its sentence."""

import re
from typing import NamedTuple

from analysis.acts.role_cues import (
    ADJECTIVE,
    AGENT,
    ARMS,
    BE,
    BY,
    CARRIED_OUT,
    CLAUSE,
    FINITE,
    HAS,
    HAS_OBJECT,
    HELPERS,
    IRREALIS,
    MEMBERS_OF,
    NO_VIOLENCE,
    NOMINAL,
    NOT,
    NOUN_OBJECT,
    OBJECT,
    OBJECT_MISSING,
    OTHER_VERB,
    OWNER,
    PREPOSITION,
    REPORTED_SUBJECT,
    REPORTING,
    REPORTS,
    SUBJECT_REST,
    SUBJECT_START,
    TIME_ONLY,
)
from analysis.acts.violence import HARM, NOUNS, OWNED

# Nouns with these endings are no verbs: they need no article or adjective before them.
NOUN_ENDINGS = ("ing", "ings", "ment", "ion", "ions", "airstrike", "airstrikes")
AGENT_WITHIN = 120  # characters after the verb in which *by* is looked for


class Actor(NamedTuple):
    """A name that can be agent or patient, with its places in the text of the sentence."""

    start: int
    end: int
    entity: str
    is_demonym: bool
    is_place: bool


class Act(NamedTuple):
    """A verb or noun of violence in a sentence: its form, its places, and the actors of the sentence."""

    text: str
    start: int
    end: int
    verb: str
    kind: str  # past, present, progressive or noun
    actors: list[Actor]


class Role(NamedTuple):
    """The construction of an act, and the entities of its agent and patient (empty: not named)."""

    construction: str
    agent: str
    patient: str


def read_role(act: Act) -> Role | None:
    """The role of an act; None if the form is no act that happened."""
    left, right = act.text[: act.start], act.text[act.end :]
    if right.startswith("-") or IRREALIS.search(left) or NOT.search(left):
        return None
    if act.kind == "past":
        return read_past(act, left, right)
    if act.kind == "progressive" and BE.search(left) and not right.startswith(" of "):
        return read_active(act)
    role = read_present(act, right) if act.kind == "present" else None
    if role is None and act.text[act.start : act.end].lower() in NOUNS.get(act.verb, "").split():
        role = read_noun(act, left, right)
    return role


def read_active(act: Act) -> Role:
    return Role("active", find_subject(act), find_object(act, OBJECT))


def read_past(act: Act, left: str, right: str) -> Role | None:
    """The role of a past form: a passive (*was shelled*, *ten killed*) or an active (*shelled*)."""
    is_passive = has_be = BE.search(left) is not None
    if not has_be and not HAS.search(left):
        if ADJECTIVE.search(left):
            return None
        is_passive = right.startswith(" by ") or (
            act.verb in HARM and OBJECT_MISSING.match(right) is not None
        )
    if not is_passive:
        return read_active(act)
    construction, agent = find_agent(act, other_verb=None if has_be else OTHER_VERB)
    return Role(construction, agent, find_subject(act)) if construction else None


def read_present(act: Act, right: str) -> Role | None:
    """The role of a present form right after a name and with an object (*Russia strikes Kherson*)."""
    subject = next(
        (actor for actor in act.actors if actor.end + 1 == act.start and not actor.is_demonym), None
    )
    is_verb = act.text[act.start : act.end].islower() and not right.startswith((" on ", " in "))
    if subject is None or not is_verb:
        return None
    patient = find_object(act, OBJECT)
    agent = subject.entity if can_act(act.text, subject) else ""
    return Role("active", agent, patient) if patient else None


def read_noun(act: Act, left: str, right: str) -> Role | None:
    """The role of a noun (*the shelling of Kherson by Russian troops*); None if it may be a verb."""
    noun, is_nominal = act.text[act.start : act.end].lower(), NOMINAL.search(left) is not None
    agent = find_owner(act)
    if noun.endswith("ing"):
        is_bare = act.verb == "kill" and not right.startswith(" of ") and not is_nominal
        if is_bare or HAS_OBJECT.match(right):
            return None
    if not agent and not noun.endswith(NOUN_ENDINGS) and not is_nominal:
        return None
    patient = find_object(act, NOUN_OBJECT)
    return Role("nominal", agent or find_agent(act, other_verb=FINITE)[1], patient)


def find_owner(act: Act) -> str:
    """The entity whose act a noun names: *Russian strikes*, *Russia's attack*."""
    owner = next((actor for actor in reversed(act.actors) if actor.end <= act.start), None)
    if owner is None or not can_act(act.text, owner, after_preposition=True):
        return ""
    gap = act.text[owner.end : act.start]
    is_possessive = gap.startswith(("'", "’"))
    if is_possessive and act.verb in OWNED:
        return ""
    return owner.entity if OWNER.match(gap) and (owner.is_demonym or is_possessive) else ""


def find_subject(act: Act) -> str:
    """The entity before a verb that is its subject, or stands before the subject (*Russian troops*)."""
    text = act.text
    helpers = HELPERS.search(text[: act.start])
    end = helpers.start() if helpers else act.start
    nearest = next((actor for actor in reversed(act.actors) if actor.end <= end), None)
    if nearest is None or not can_act(text, nearest):
        return ""
    left, gap = text[: nearest.start], text[nearest.end : end]
    if nearest.is_place and not SUBJECT_START.search(left) and not MEMBERS_OF.search(left):
        return ""
    if REPORTED_SUBJECT.match(gap):
        return nearest.entity
    if nearest.is_place and not nearest.is_demonym and not gap.startswith(("'", "’")):
        return nearest.entity if TIME_ONLY.match(gap) else ""
    return nearest.entity if SUBJECT_REST.match(gap) else ""


def can_act(text: str, actor: Actor, *, after_preposition: bool = False) -> bool:
    """Whether a name can be an agent: it is no backer (*Russian-backed*) and no place (*in Syria*).

    `after_preposition` allows names after a preposition.
    """
    left = text[: actor.start]
    if text[actor.end :].startswith("-") or left.endswith(("pro-", "Pro-", "anti-", "Anti-")):
        return False
    return after_preposition or MEMBERS_OF.search(left) is not None or PREPOSITION.search(left) is None


def find_object(act: Act, pattern: re.Pattern) -> str:
    """The first entity after the act, if only words that match the pattern stand between."""
    following = next((actor for actor in act.actors if actor.start >= act.end), None)
    if following is None or not pattern.match(act.text[act.end : following.start]):
        return ""
    return "" if REPORTS.match(act.text[following.end :]) else following.entity


def find_agent(act: Act, *, other_verb: re.Pattern | None = None) -> tuple[str, str]:
    """The construction of a passive and the entity after *by*; both empty if it was no violence.

    A match of `other_verb` before the *by* takes the *by* for itself.
    """
    rest = act.text[act.end : act.end + AGENT_WITHIN]
    clause = CLAUSE.search(rest)
    by = BY.search(rest[: clause.start()] if clause else rest)
    if by is None:
        return "passive_without_agent", ""
    between = rest[: by.start()]
    if REPORTING.search(between):
        return "passive_without_agent", ""
    if other_verb and other_verb.search(between) and not CARRIED_OUT.search(between):
        return "passive_without_agent", ""
    start = act.end + by.end()
    after_by = act.text[start:]
    if NO_VIOLENCE.match(after_by):
        return "", ""
    agent = next(
        (actor for actor in act.actors if actor.start >= start and not act.text.startswith("-", actor.end)),
        None,
    )
    if agent and AGENT.match(act.text[start : agent.start]):
        return "passive_with_agent", agent.entity
    return ("passive_without_agent" if ARMS.match(after_by) else "passive_with_agent"), ""
