"""Content behind a colon (*Moscow's line: ...*)."""

from collections.abc import Sequence

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.rules.phrase_starts import find_phrase_start
from analysis.attributions.rules.subjects import find_subject
from analysis.attributions.rules.verb_groups import read_verb_group
from analysis.attributions.tokens import POSSESSIVES, Span, Tokens, has_predicate
from analysis.attributions.word_classes import BE, DETERMINERS, OTHERS_OWNERS
from analysis.matching.word_lists import list_words

# Nouns of what is said or thought: the words behind a colon are its content.
SAYINGS = list_words(
    "account advice analysis answer argument assessment assurance claim comment complaint "
    "conclusion condition demand diagnosis excuse explanation finding forecast guess instruction "
    "instructions judgement judgment letter line maxim message note objection opinion order orders "
    "plea position post prediction promise proposal reading reason reasoning remark reply report request "
    "response retort slogan statement story suggestion summary text theory thesis threat tweet verdict "
    "version view warning wish words"
)
# The outlet itself, and subjects that are nobody.
NO_SPEAKERS = list_words("i we you one there this that these those what which who my our your")
REACH = 10  # tokens between a noun of saying and its colon
SHORTEST = 2  # tokens behind a colon
AGENT = list_words("by from")
COLON = Cue(":", "neutral", frozenset(), is_noun=False)


def find_colon(tokens: Tokens) -> int:
    """The first colon between words outside quotation marks; 0 where there is none."""
    for place in range(1, len(tokens) - SHORTEST):
        token = tokens[place]
        if token.text == ":" and not token.quoted and tokens.starts[place + 1] > tokens.ends[place]:
            return place
    return 0


def read_colon(tokens: Tokens, found: Sequence[Attribution]) -> Attribution | None:
    """*Moscow's line: ...*, *Orlov had one more theory: ...*, *a reason is given by the command: ...*."""
    colon = find_colon(tokens)
    if not colon or tokens[colon + 1].is_mark or any(reaches(attribution, colon) for attribution in found):
        return None
    for place in range(colon - 1, max(-1, colon - REACH - 1), -1):
        token = tokens[place]
        if token.lower in SAYINGS and not token.quoted and tokens[place + 1].lower != "of":
            source = find_author(tokens, place, colon)
            if source is None or tokens[source[0]].lower in NO_SPEAKERS:
                return None
            return Attribution(source, (place, place + 1), ((colon + 1, len(tokens)),), place, COLON, "right")
    return None


def reaches(attribution: Attribution, colon: int) -> bool:
    """Whether an attribution has the words behind a colon, or stands in them."""
    return attribution.cue[0] > colon or any(end > colon + 1 for _, end in attribution.contents)


def find_author(tokens: Tokens, noun: int, colon: int) -> Span | None:
    """Whose saying a noun before a colon means."""
    by = next((place for place in range(noun + 1, colon) if tokens[place].lower in AGENT), colon)
    if by < colon - 1 and not has_predicate(tokens, by, colon):
        return by + 1, colon  # *a reason is given by the command:*
    if any(token.is_predicate and token.lower not in BE for token in tokens[noun + 1 : colon]):
        return None
    first = noun
    while first > 0 and tokens[first - 1].is_small and tokens[first - 1].is_plain and noun - first < 3:
        if tokens[first - 1].lower in DETERMINERS:
            break
        first -= 1
    owner = first - 1
    if owner >= 0 and tokens[owner].lower in OTHERS_OWNERS:
        return owner, owner + 1
    if owner > 0 and (tokens[owner].lower in POSSESSIVES or tokens[owner].text in "'’"):
        start = find_phrase_start(tokens, owner - 1)
        return None if start is None else (start, owner)
    if any(token.is_predicate for token in tokens[noun + 1 : colon]):
        return None  # *the answer is simple:*
    verb = next((place for place in range(first - 1, 0, -1) if tokens[place].is_predicate), 0)
    group = read_verb_group(tokens, verb)
    if not verb or group.is_passive or tokens[verb].lower in BE or group.before < 0:
        return None
    return find_subject(tokens, verb, group, [])
