"""*Orlov called the attack a crime*: the name that a source gives to somebody or something is its own."""

from collections.abc import Sequence

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART
from analysis.attributions.rules.noun_phrases import is_period
from analysis.attributions.rules.subjects import find_subject
from analysis.attributions.rules.told import takes_infinitive
from analysis.attributions.rules.verb_groups import Found, VerbGroup, read_verb_group
from analysis.attributions.rules.verbs import list_earlier
from analysis.attributions.tokens import STOPS, Tokens
from analysis.attributions.word_classes import ARTICLES, COORDINATORS, PREPOSITIONS, RELATIVES
from analysis.matching.word_lists import list_words

DEMANDING = list_words("for on upon")
NAMED = list_words("it him her them this that these those us me")
REFLEXIVE = list_words("himself herself themselves itself myself")
TELLERS = list_words("i we you one")
NO_LABELS = PREPOSITIONS | COORDINATORS | RELATIVES | REFLEXIVE | list_words("to again back into off up out")
NOUN, ADJECTIVE, NAME = PART["NOUN"], PART["ADJ"], PART["PROPN"]
BOUNDS = STOPS | {",", ";", ":"}
REACH = 20  # tokens of the phrase that is named


def read_label(tokens: Tokens, place: int, form: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """The attribution of a verb of naming."""
    group = read_verb_group(tokens, place)
    right = place + 1
    if group.is_passive or group.is_infinitive or group.before < 0 or right >= len(tokens) - 1:
        return None
    if form.lemma == "call" and tokens[right].lower in DEMANDING:
        return read_demand(tokens, place, form, group, list_earlier(tokens, found))
    if tokens[right].lower in NO_LABELS or not tokens[right].is_word or tokens[right].is_time:
        return None
    if tokens[group.before].lower in TELLERS or is_reduced(tokens, place, group):
        return None
    source = find_subject(tokens, place, group, list_earlier(tokens, found))
    if source is None or tokens[source[0]].lower in TELLERS:
        return None
    is_what = source[0] > 0 and tokens[source[0] - 1].lower == "what"
    start = right if is_what else find_label(tokens, right)
    end = find_label_end(tokens, start)
    if is_what:
        end = next((verb for verb in tokens.verbs if start < verb < end), end)
    if not start < end or (form.lemma == "named" and not is_what):
        return None
    return Attribution(source, (group.start, right), ((start, end),), place, form, "right")


def read_demand(
    tokens: Tokens, place: int, form: Cue, group: VerbGroup, earlier: Sequence[Found]
) -> Attribution | None:
    """*Orlov called for an inquiry* and *called on the council to end the attacks*: what is demanded."""
    right = place + 1
    if right >= len(tokens) or group.is_passive or group.is_infinitive:
        return None
    source = find_subject(tokens, place, group, earlier)
    is_wish = tokens[right].lower == "for" or takes_infinitive(tokens, right + 1)
    if source is None or not is_wish or tokens[source[0]].lower in TELLERS:
        return None
    end = find_label_end(tokens, right + 1)
    if tokens[right].lower != "for":
        end = next((edge for edge in tokens.edges if edge > right), len(tokens))
    if end <= right + 1:
        return None
    return Attribution(source, (group.start, right + 1), ((right + 1, end),), place, form, "right")


def is_reduced(tokens: Tokens, place: int, group: VerbGroup) -> bool:
    """Whether a participle goes with the noun before it (*a drone called the Swift*)."""
    before = tokens[group.before]
    return (
        before.part == NOUN
        and group.start == place
        and tokens[place].part == PART["VBN"]
        and tokens[place + 1].is_capital
    )


def find_label(tokens: Tokens, right: int) -> int:
    """Where the name begins behind whom it is given to; the end of the sentence where there is none."""
    n = len(tokens)
    is_owner = (
        tokens[right].lower == "her" and tokens[right + 1].part == NOUN
    )  # *called her handling careless*
    if tokens[right].lower in NAMED and not is_owner:
        behind = tokens[right + 1]
        is_name = behind.is_word and not (behind.lower in NO_LABELS or behind.is_time or behind.is_adverb)
        return right + 1 + (behind.lower == "as") if is_name or behind.lower == "as" else n
    for place in range(right + 1, min(n, right + REACH)):
        token, before = tokens[place], tokens[place - 1]
        if token.lower == "as":
            return place + 1
        if not token.is_word or token.is_predicate or token.lower in COORDINATORS or token.lower in RELATIVES:
            return n
        if not before.is_nominal or before.lower in ARTICLES:
            continue
        if token.lower in ARTICLES:
            is_time = place + 1 < n and (is_period(tokens[place + 1]) or tokens[place + 1].is_time)
            return n if is_time else place
        if is_free_adjective(tokens, place):
            return place
    return n


def is_free_adjective(tokens: Tokens, place: int) -> bool:
    """Whether an adjective stands behind a noun (*called the breach deliberate sabotage*)."""
    token, before = tokens[place], tokens[place - 1]
    closes = place + 1 >= len(tokens) or not tokens[place + 1].is_word
    is_adjective = token.part == ADJECTIVE or (closes and token.part in (PART["VBG"], PART["VBN"]))
    return is_adjective and token.is_small and before.part in (NOUN, NAME)


def find_label_end(tokens: Tokens, start: int) -> int:
    """Where a name ends: at a comma, a stop, or a verb."""
    end, n = start, len(tokens)
    while end < n:
        token = tokens[end]
        is_listing = token.text == "," and end + 1 < n and tokens[end + 1].part == ADJECTIVE
        if token.text in BOUNDS and not (is_listing and tokens[end - 1].part == ADJECTIVE):
            break
        if token.is_predicate or token.lower in RELATIVES:
            break
        end += 1
    while end > start and tokens[end - 1].lower in COORDINATORS:
        end -= 1
    return end
