"""*According to Orlov, ...* and *..., according to Orlov*."""

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART, list_peoples
from analysis.attributions.rules.contents import BOUNDS, opens_clause
from analysis.attributions.tokens import STOPS, Token, Tokens, find_comma, has_predicate
from analysis.attributions.word_classes import (
    ADVERBS,
    ARTICLES,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECT_RELATIVES,
)
from analysis.matching.word_lists import list_words

PAST = frozenset([PART["VBN"], PART["VFIN"]])
FURTHER_NOUNS = frozenset(PART[name] for name in ("NOUN", "ADJ", "NUM"))
LINKS = list_words("of for by from in")
APPOSITION_OPENERS = list_words("a an the who which former one")
MEASURES = list_words("type size age kind gender sex need plan schedule")  # *grouped according to size*
SHORT_START = 4  # tokens: what stands before *according to* and is shorter goes on behind its source
MAX_TITLE = 8  # tokens of a title in quotation marks
CLAUSES_OF_OUTLET = list_words("who which and but while though")


def read_according(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*According to Orlov, ...* and *..., according to Orlov*."""
    n, start = len(tokens), place + 2
    if start >= n or tokens[place + 1].lower != "to":
        return None
    if tokens[start].lower in MEASURES or tokens[start].lower in RELATIVES:
        return None
    end = find_source_end(tokens, start)
    inside = read_inside(tokens, place, form, end)
    if inside is not None:
        return inside
    has_apposition = end + 1 < n and tokens[end].text == "," and is_apposition(tokens, end + 1)
    cue = (place, start)
    is_dateline = all(token.is_capital or not token.is_word for token in tokens[:place])
    if is_dateline or all(is_opening(token) for token in tokens[:place]):
        close = find_comma(tokens, end + 1, n) if has_apposition else n
        if close < n:
            end = close
        elif end >= n - 1:
            end = find_bare_end(tokens, start)
            return Attribution((start, end), cue, ((end, n),), place, form, "around") if end < n else None
        return Attribution((start, end), cue, ((end + 1, n),), place, form, "around")
    if has_apposition or (end < n and place > SHORT_START and ends_with_apposition(tokens, end)):
        end = find_apposition_end(tokens, end + 1)
    contents = [] if tokens[place - 1].text == ";" else [(0, place)]
    goes_on = end < n - 1 and tokens[end].text == "," and (n - end > 3 or tokens[end + 1].is_verb)
    if goes_on and tokens[end + 1].lower not in CLAUSES_OF_OUTLET:
        contents.append((end + 1, n))
    return Attribution((start, end), cue, tuple(contents), place, form, "around")


def find_source_end(tokens: Tokens, start: int) -> int:
    """The end of the source behind *according to*: at a comma, else at the sentence's end."""
    end, n = start, len(tokens)
    while end < n and not ends_according(tokens, start, end):
        end += 1
        if end < n and tokens[end].is_mark and tokens[end - 1].lower in DETERMINERS:
            end = find_closing_mark(tokens, end)
    return end if tokens.edges else find_attendant(tokens, start, end)


def read_inside(tokens: Tokens, place: int, form: Cue, end: int) -> Attribution | None:
    """*The attacks according to the source hit two villages*, in a sentence without commas."""
    n, start = len(tokens), place + 2
    if tokens.edges or end < n - 2 or place < 2:
        return None
    verb = find_verb(tokens, start, end)
    if verb >= end or all(token.is_capital or not token.is_word for token in tokens[:place]):
        return None
    if tokens[verb - 1].lower in RELATIVES:
        return Attribution((start, verb - 1), (place, start), ((0, place),), place, form, "around")
    return Attribution((start, verb), (place, start), ((0, place), (verb, n)), place, form, "around")


def find_attendant(tokens: Tokens, start: int, end: int) -> int:
    """Where a source ends before *with* and a participle (*monitors with talks failing to end the war*)."""
    opening = next((place for place in range(start + 1, end) if tokens[place].lower == "with"), end)
    attends = any(token.part == PART["VBG"] for token in tokens[opening + 2 : end])
    return opening if attends else end


def find_verb(tokens: Tokens, start: int, end: int) -> int:
    """The first verb behind a source that no comma closes, else the end."""
    verb = next((place for place in range(start + 1, end) if tokens[place].is_predicate), end)
    if tokens.edges or end < len(tokens) - 2:
        return verb
    return min(verb, find_verb_behind_source(tokens, start, end))


def find_verb_behind_source(tokens: Tokens, start: int, end: int) -> int:
    """The verb right behind *the source*, in a text without commas, else the end.

    *The attacks according to the source caused damage*: here a verb in the past is no participle.
    """
    place = start + (tokens[start].lower in DETERMINERS)
    while place < end and tokens[place].is_plain and not tokens[place].is_source_word:
        place += 1
    follows = place + 1
    if place >= end or not tokens[place].is_source_word or follows >= end - 1:
        return end
    is_modifier = tokens[follows + 1].lower in PREPOSITIONS or tokens[follows + 1].is_time
    is_verb = tokens[follows].part in PAST and tokens[follows].is_small and not is_modifier
    return follows if is_verb else end


def is_apposition(tokens: Tokens, start: int) -> bool:
    """Whether an apposition or relative clause begins behind a comma, and no clause of its own."""
    comma = find_comma(tokens, start, len(tokens))
    closing = find_comma(tokens, comma + 1, len(tokens))
    if closing < len(tokens) - 2 and tokens[closing + 1].is_predicate and tokens[closing - 1].is_capital:
        return False  # *According to the agency, the mayor, Ivan Orlov, said*
    has_verb = has_predicate(tokens, start, comma)
    if comma < len(tokens) - 2 and not has_verb and tokens[start].is_plain:
        return opens_clause(tokens, comma + 1, len(tokens))  # *Ivan Orlov, his former spokesman, ...*
    if tokens[start].lower not in APPOSITION_OPENERS:
        return False
    if tokens[start].lower in SUBJECT_RELATIVES:
        return True
    return not opens_clause(tokens, start, find_comma(tokens, start, len(tokens)))


def find_closing_mark(tokens: Tokens, opening: int) -> int:
    """The place behind the mark that closes a short title (*her "clawback" plan*), else the opening."""
    for place in tokens.marks:
        if opening < place <= opening + MAX_TITLE:
            return place + 1
    return opening


def ends_with_apposition(tokens: Tokens, comma: int) -> bool:
    """Whether nothing but a noun phrase follows a comma up to the next one or the sentence's end."""
    if tokens[comma].text != "," or comma + 2 >= len(tokens) or tokens[comma + 1].in_quotation:
        return False
    end = find_comma(tokens, comma + 1, len(tokens))
    first = tokens[comma + 1]
    opens = first.is_nominal or first.lower in DETERMINERS
    return opens and not has_predicate(tokens, comma + 1, end)


def find_bare_end(tokens: Tokens, start: int) -> int:
    """The end of a source that no comma closes (*According to the agency two were hurt*)."""
    place, n = start + (tokens[start].lower in DETERMINERS), len(tokens)
    is_name = place < n and tokens[place].is_capital
    while place < n and tokens[place].is_word:
        token = tokens[place]
        opens = token.lower in DETERMINERS or token.lower in PRONOUNS
        ends_name = is_name and not token.is_capital and not token.is_source_word
        if ends_name and tokens[start].lower == "the" and place == start + 2:
            ends_name = not is_head(token)  # *the Al-Quds hospital*
        if (
            token.lower in LINKS
            and place + 1 < n
            and (tokens[place + 1].is_capital or tokens[place + 1].lower == "the")
        ):
            place += 1 + (tokens[place + 1].lower == "the")
            is_name = True
            continue
        follows = tokens[place + 1] if place + 1 < n else token
        if is_name and place > start and token.text in list_peoples() and follows.is_predicate:
            break  # *According to the World Bank Ukraine is*
        is_noun = token.cue is not None and follows.lower in ARTICLES  # *the latest estimates the war has*
        is_verb = token.is_verb and not token.is_source_word and not is_noun
        ends_name &= not is_noun
        is_further = token.is_small and token.part in FURTHER_NOUNS and not token.is_source_word
        if place == start + 2 and tokens[start].lower == "the" and tokens[place - 1].is_source_word:
            opens |= is_further and token.lower not in LINKS  # *According to the statement missiles hit*
        if place > start and (opens or is_verb or ends_name):
            break
        place += 1
    return place


def is_head(token: Token) -> bool:
    return token.part == PART["NOUN"] and not token.lower.endswith("s")


def is_opening(token: Token) -> bool:
    return not token.is_word or token.lower in COORDINATORS or token.lower in ADVERBS


def ends_according(tokens: Tokens, start: int, place: int) -> bool:
    token = tokens[place]
    if token.text in BOUNDS or (token.is_mark and place > start):
        return True
    return token.text in STOPS and place >= len(tokens) - 2


def find_apposition_end(tokens: Tokens, start: int) -> int:
    place, n = start, len(tokens)
    while place < n and not (tokens[place].text == "," or (tokens[place].text in ".;" and place >= n - 2)):
        place += 1
    return place
