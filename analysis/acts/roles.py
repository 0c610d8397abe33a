"""Who does, to whom is done, whose doing is left out: verbs of violence with their agent and patient.

Rules on the surface of a sentence, without a parser; what they cannot see is told in `find_roles`.
"""

import re
from functools import lru_cache

import pandas as pd

from analysis.acts.role_cues import (
    ADJECTIVE,
    ALONE,
    ARMS,
    BE,
    BY,
    CLAUSE,
    DOER,
    DONE,
    DONE_TO,
    ENDS,
    FINITE,
    GOVERNS,
    HARM,
    HAS,
    HEAD,
    HELPERS,
    INSIDE,
    IRREGULAR,
    NO_VIOLENCE,
    NOMINAL,
    NOT,
    NOUNS,
    OBJECT,
    OPENS,
    OTHER_VERB,
    OWNED,
    OWNER,
    PART,
    REPORTS,
    SPEAKER,
    TELLING,
    UNREAL,
    VERBS,
)
from analysis.schema import COLUMNS, KEYS, check_columns

ROLES = [
    *KEYS, "sentence_id", "verb", "voice", "agent", "patient", "surface", "start", "end", "in_quote",
]  # fmt: skip
VOICES = ["active", "passive_with_agent", "passive_without_agent", "nominal"]
# Words are looked up: a pattern of all forms takes twice as long in all.
WORD = re.compile(r"\w+")
# One of a body is not the body.
MEMBER = re.compile(r"\b(?:members?|part|citizens?|leaders?) of (?:the )?$")
ACTORS = ["person", "organisation", "place", "group", "unit"]


def find_roles(sentences: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """A row a verb or noun of violence: KEYS, `sentence_id, verb, voice, agent, patient, surface, start,
    end, in_quote`; the places are the verb's own.

    `voice` is `active` (*Russia shelled Kherson*, *was shelling*), `passive_with_agent` (*was
    shelled by Russian troops*), `passive_without_agent` (*was shelled*, *was hit by a missile*: arms are
    nobody) or `nominal` (*the shelling of Kherson*, *Russian strikes*). `agent` and `patient` are entities,
    empty where nobody is named there: *militants killed two* and *was killed by gunmen* have an agent in
    words but none in this table. The adjective of a country stands for whatever follows (*Russian missiles*,
    *Ukrainian civilians*: russia, ukraine). What did not happen (*to attack*, *would be hit*, *was not
    shelled*) has no row, nor has what is no violence (*hit by drought*). Not seen: agents and patients in
    another sentence or behind a pronoun (but *the ministry said it had destroyed*), participles after a comma
    (*..., killing ten*), second verbs of one subject, second names of one agent. Raises ValueError for tables
    without the columns of sentences and mentions.

    >>> from analysis.text.sentences import split_sentences
    >>> from analysis.entities.mentions import find_entities
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["Russia shelled Kherson. Ten people were killed."]})
    >>> sentences = split_sentences(articles)
    >>> roles = find_roles(sentences, find_entities(sentences))
    >>> roles[["verb", "voice", "agent", "patient"]].values.tolist()
    [['shell', 'active', 'russia', 'kherson'], ['kill', 'passive_without_agent', '', '']]
    """
    check_columns(sentences, "sentences", verb="find_roles")
    check_columns(mentions, COLUMNS["mentions"], verb="find_roles")
    named: dict[tuple, list[tuple]] = {}
    actors = mentions[mentions["type"].isin(ACTORS)]
    columns = ["article_id", "sentence_id", "start", "end", "entity", "how", "type"]
    listed = (actors[column].tolist() for column in columns)
    for article, sentence, start, end, entity, how, type_ in zip(*listed, strict=True):
        facts = (start, end, entity, how == "demonym", type_ == "place")
        named.setdefault((article, sentence), []).append(facts)
    forms = list_forms()
    rows = []
    columns = ["article_id", "sentence_id", "start", "text", "quote_spans"]
    for row, (article, sentence, begin, text, quoted) in enumerate(
        zip(*(sentences[column].tolist() for column in columns), strict=True)
    ):
        # Most sentences have no such word, and one look at all of theirs says so.
        if forms.keys().isdisjoint(WORD.findall(text.lower())):
            continue
        names = None
        for match in WORD.finditer(text):
            form = forms.get(match.group().lower())
            if form is None:
                continue
            if names is None:
                held = named.get((article, sentence), [])
                names = [(a - begin, b - begin, *facts) for a, b, *facts in held]
                names = [name for name in names if not is_member(text, name[0])]
            start, end = match.span()
            if any(a <= start < b for a, b, *_ in names):
                continue
            role = read_role(text, start, end, *form, names)
            if role:
                spans = (part.split("-") for part in quoted.split())
                inside = any(int(a) <= start and end <= int(b) for a, b in spans)
                rows.append((row, form[0], *role, match.group(), begin + start, begin + end, inside))
    found = pd.DataFrame(rows, columns=["row", *ROLES[4:]])
    keys = sentences[[*KEYS, "sentence_id"]].iloc[found["row"].to_numpy(int)].reset_index(drop=True)
    types = {"start": "int64", "end": "int64", "in_quote": bool}
    return pd.concat([keys, found.drop(columns="row").astype(types)], axis=1)[ROLES]


def is_member(text: str, start: int) -> bool:
    """Whether the name that starts there is the body that somebody is one of.

    >>> is_member("Two members of the SDF.", 19), is_member("The SDF fled.", 4)
    (True, False)
    """
    # The few letters before a name rule out most of them.
    return "of " in text[max(start - 8, 0) : start] and bool(MEMBER.search(text[:start]))


@lru_cache(maxsize=1)
def list_forms() -> dict[str, tuple[str, str]]:
    """Of each form its verb and kind: past, present, progressive or noun.

    >>> forms = list_forms()
    >>> forms["besieged"], forms["struck"], forms["shelling"], forms["airstrikes"]
    (('besiege', 'past'), ('strike', 'past'), ('shell', 'progressive'), ('strike', 'noun'))
    """
    forms = {word: (verb, "noun") for verb, words in NOUNS.items() for word in words.split()}
    for verb in VERBS.split():
        stem = verb.removesuffix("e")
        third = re.sub(r"y$", "ie", verb) + ("es" if re.search(r"(?:x|sh|ss)$", verb) else "s")
        regular = (third, re.sub(r"y$", "i", stem) + "ed", stem + "ing")
        for form, kind in zip(IRREGULAR.get(verb, regular), ("present", "past", "progressive"), strict=True):
            forms[form] = (verb, kind)
    return forms


def read_role(
    text: str, start: int, end: int, verb: str, kind: str, names: list[tuple]
) -> tuple[str, str, str] | None:
    """Voice, agent and patient of the verb or noun from `start` to `end`; None where it tells of no deed."""
    left, right = text[:start], text[end:]
    if right.startswith("-") or UNREAL.search(left) or NOT.search(left):
        return None
    if kind == "past":
        passive = helped = BE.search(left) is not None
        if not helped and not HAS.search(left):
            if ADJECTIVE.search(left):
                return None
            passive = right.startswith(" by ") or (verb in HARM and ENDS.match(right) is not None)
        if passive:
            voice, agent = find_doer(text, end, names, other=None if helped else OTHER_VERB)
            return (voice, agent, find_subject(text, start, names)) if voice else None
        return "active", find_subject(text, start, names), find_object(text, end, names, OBJECT)
    if kind == "progressive" and BE.search(left) and not right.startswith(" of "):
        return "active", find_subject(text, start, names), find_object(text, end, names, OBJECT)
    beside = next((name for name in names if name[1] + 1 == start and not name[3]), None)
    if kind == "present" and beside and text[start:end].islower() and not right.startswith((" on ", " in ")):
        patient = find_object(text, end, names, OBJECT)
        if patient:
            return "active", beside[2] if is_free(text, beside) else "", patient
    if text[start:end].lower() in NOUNS.get(verb, "").split():
        return read_noun(text, start, end, verb, names)
    return None


def read_noun(text: str, start: int, end: int, verb: str, names: list[tuple]) -> tuple[str, str, str] | None:
    """The role of a noun (*the shelling of Kherson by Russian troops*); None where it may be a verb."""
    left = text[:start]
    owner = next((name for name in reversed(names) if name[1] <= start), None)
    agent = ""
    if owner and is_free(text, owner, within=True):
        gap = text[owner[1] : start]
        possessive = gap.startswith(("'", "’"))
        if OWNER.match(gap) and (owner[3] or possessive) and not (possessive and verb in OWNED):
            agent = owner[2]
    if text[start:end].lower().endswith("ing"):
        bare = verb == "kill" and not text[end:].startswith(" of ") and not NOMINAL.search(left)
        if bare or GOVERNS.match(text[end:]):
            return None
    plain = (
        text[start:end].lower().endswith(("ing", "ings", "ment", "ion", "ions", "airstrike", "airstrikes"))
    )
    if not agent and not plain and not NOMINAL.search(left):
        return None
    patient = find_object(text, end, names, DONE_TO)
    if not agent:
        agent = find_doer(text, end, names, other=FINITE)[1]
    return "nominal", agent, patient


def find_subject(text: str, start: int, names: list[tuple]) -> str:
    """The entity before a verb that is the head of its subject or stands before it (*Russian troops*)."""
    left = text[:start]
    cut = HELPERS.search(left).start() if HELPERS.search(left) else start
    before = [name for name in names if name[1] <= cut]
    if not before:
        return ""
    nearest = before[-1]
    gap = text[nearest[1] : cut]
    opens = not nearest[4] or OPENS.search(text[: nearest[0]]) or PART.search(text[: nearest[0]])
    if not opens or not is_free(text, nearest) or not (HEAD.match(gap) or SPEAKER.match(gap)):
        return ""
    if nearest[4] and not nearest[3] and not gap.startswith(("'", "’")) and SPEAKER.match(gap) is None:
        return nearest[2] if ALONE.match(gap) else ""
    return nearest[2]


def is_free(text: str, name: tuple, *, within: bool = False) -> bool:
    """Whether a name may be one who does: not in a phrase of place (*in Syria*) nor a backer
    (*Russian-backed*)."""
    left = text[: name[0]]
    if text[name[1] :].startswith("-") or left.endswith(("pro-", "Pro-", "anti-", "Anti-")):
        return False
    return within or PART.search(left) is not None or INSIDE.search(left) is None


def find_object(text: str, end: int, names: list[tuple], pattern: re.Pattern) -> str:
    """The first entity after `end`, if only the words of its own phrase stand between."""
    after = next((name for name in names if name[0] >= end), None)
    there = after and pattern.match(text[end : after[0]]) and not REPORTS.match(text[after[1] :])
    return after[2] if there else ""


def find_doer(text: str, end: int, names: list[tuple], *, other: re.Pattern | None = None) -> tuple[str, str]:
    """The voice of a passive and the entity after *by*; no voice where it was no violence. A verb such as
    `other` before the *by* has it for its own."""
    rest = text[end : end + 120]
    clause = CLAUSE.search(rest)
    by = BY.search(rest[: clause.start()] if clause else rest)
    if by is None:
        return "passive_without_agent", ""
    between = rest[: by.start()]
    if TELLING.search(between) or (other and other.search(between) and not DONE.search(between)):
        return "passive_without_agent", ""
    at = end + by.end()
    if NO_VIOLENCE.match(text[at:]):
        return "", ""
    after = next((name for name in names if name[0] >= at and not text[name[1] :].startswith("-")), None)
    if after and DOER.match(text[at : after[0]]):
        return "passive_with_agent", after[2]
    return ("passive_without_agent" if ARMS.match(text[at:]) else "passive_with_agent"), ""
