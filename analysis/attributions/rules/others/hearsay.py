"""What others say whom nobody names: *reportedly killed*, *is said to have fled*, *it was announced that*."""

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import FINITE_OR_INFINITIVE, PART
from analysis.attributions.rules.contents import opens_clause
from analysis.attributions.rules.others.clause_ends import (
    find_clause_start,
    find_main_end,
    find_phrase_end,
)
from analysis.attributions.rules.passives import find_agent_end
from analysis.attributions.rules.verb_groups import VerbGroup
from analysis.attributions.tokens import Span, Token, Tokens
from analysis.attributions.word_classes import AUXILIARIES, DETERMINERS, MODALS, NOT, RELATIVES
from analysis.matching.word_lists import list_words

# Verbs that say in the passive and with *to* what others say of somebody (*is believed to have left*).
TOLD_OF = list_words("say report allege claim believe suspect estimate project")
HAILED = list_words("as a an the")
PLACES = list_words("across along around at from in inside near on outside throughout")
NOBODY = list_words("no as it this that these those")
STATES = list_words("killed dead missing wounded injured captured")


def read_hearsay(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*Two were reportedly killed*: what the clause of the adverb says behind it."""
    n, start = len(tokens), place + 1
    if place and (tokens[place - 1].lower in DETERMINERS or tokens[place - 1].is_possessive):
        return name_nobody(tokens, place, form, (start, min(start + 1, n)))  # *the allegedly stolen car*
    start += start < n and tokens[start].text == ","
    find_end = find_phrase_end if tokens[place].lower.endswith("ing") else find_main_end
    contents = [(start, find_end(tokens, start))] if start < n else []
    return name_nobody(tokens, place, form, *contents)


def read_passive_without_agent(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> Attribution | None:
    """*Is said to have fled*, *was described as a crime*, *it was announced that the bridge was closed*."""
    right, n = place + 1, len(tokens)
    if right + 1 >= n or any(token.lower in MODALS for token in tokens[group.start : place]):
        return None
    follows, behind = tokens[right].lower, tokens[right + 1]
    end = find_main_end(tokens, right)
    is_impersonal = group.before >= 0 and tokens[group.before].lower == "it"
    if is_impersonal:
        right += tokens[right].lower in ("in", "on") and behind.is_time
        right += tokens[right].is_time  # *it was reported in May that*
    is_clause = form.is_speech and not form.uses & {"addressee", "thinks"}
    opens = right < n and (
        tokens[right].lower == "that" or (right > place + 1 and opens_clause(tokens, right, n))
    )
    if is_impersonal and is_clause and opens:
        return Attribution((place, place), (group.before, right), ((right, end),), place, form, "right")
    is_told_of = form.lemma in TOLD_OF or (is_clause and behind.lower == "have")
    tells = is_told_of and follows == "to" and is_infinitive(behind)
    tells |= form.lemma == "report" and follows in STATES
    if form.lemma == "report" and not (tells or is_impersonal):
        return read_reported(tokens, place, form, group, end)
    if tells:
        by = next((near for near in range(right, end - 1) if tokens[near].lower == "by"), end)
        if follows in STATES and by < end:  # *was reported missing by the police*
            source = by + 1, find_agent_end(tokens, by + 1)
            return Attribution(source, (group.start, right), ((right, by),), place, form, "right")
        return name_nobody(tokens, place, form, (right, end))
    is_named = follows == "as" and form.lemma == "describe"
    is_suspected = follows == "of" and form.lemma == "suspect"
    return name_nobody(tokens, place, form, (right + 1, end)) if is_named or is_suspected else None


def read_reported(tokens: Tokens, place: int, form: Cue, group: VerbGroup, end: int) -> Attribution | None:
    """*An explosion was reported in Homs*: who reports is not named."""
    right, start = place + 1, find_clause_start(tokens, group.start)
    is_told = tokens[right].lower in PLACES or tokens[right].is_time or tokens[right].text == "."
    opens = tokens[start].lower
    if not is_told or start >= group.start or opens in NOBODY or tokens[group.start - 1].lower in RELATIVES:
        return None
    denies = any(token.lower in NOT for token in tokens[group.start : place])
    if denies or any(token.lower == "by" for token in tokens[right:end]):
        return None
    return name_nobody(tokens, place, form, (start, group.start), (right, end))


def is_infinitive(token: Token) -> bool:
    return token.part in FINITE_OR_INFINITIVE or token.lower in AUXILIARIES


def read_judged(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> Attribution | None:
    """*Was accused by the council of lying*, *officers accused of lying*."""
    n, right = len(tokens), place + 1
    if group.is_passive and form.lemma == "hail" and tokens[right].lower in HAILED:
        return name_nobody(tokens, place, form, (right, find_phrase_end(tokens, right)))
    what = "of" if form.lemma == "accuse" else "for"
    is_reduced = (
        form.lemma == "accuse" and tokens[place].lower == "accused" and tokens[right].lower in ("of", "by")
    )
    if not (group.is_passive or is_reduced) or tokens[place].part == PART["VBG"]:
        return None
    source = (place, place)
    if tokens[right].lower == "by":
        source = right + 1, find_agent_end(tokens, right + 1)
        link = next((near for near in range(*source) if tokens[near].lower == what), source[1])
        source, right = (source[0], link), link
    if right >= n - 1 or tokens[right].lower != what or source[0] > source[1]:
        return None
    find_end = find_main_end if group.is_passive else find_phrase_end
    content = right + 1, find_end(tokens, right + 1)
    return Attribution(source, (group.start, right + 1), (content,), place, form, "right")


def name_nobody(tokens: Tokens, place: int, form: Cue, *contents: Span) -> Attribution | None:
    """An attribution without a source."""
    filled = tuple((start, end) for start, end in contents if start < end)
    return Attribution((place, place), (place, place + 1), filled, place, form, "around") if filled else None
