"""The attributions of one sentence: verbs of speech, *according to*, nouns, judgements and headlines."""

from collections.abc import Sequence

from analysis.attributions.attribution import Attribution
from analysis.attributions.contents import (
    EDGES,
    opens_clause,
)
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART
from analysis.attributions.noun_phrases import find_phrase_start
from analysis.attributions.speakers.sources import list_source_words
from analysis.attributions.subjects import find_subject, read_verb_group
from analysis.attributions.tokens import (
    DASHES,
    STOPS,
    Span,
    Token,
    Tokens,
    find_comma,
)
from analysis.attributions.verbs import describe_found, read_around, read_verb
from analysis.attributions.word_classes import (
    ADVERBS,
    COORDINATORS,
    DETERMINERS,
    LONE_DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    list_words,
)

APPOSITION_OPENERS = list_words("a an the who which former one")
OWNERS = list_words("his her their its my our your")
POSSESSIVES = frozenset(["'s", "’s"])
NOUNS = frozenset([PART["NOUN"], PART["PROPN"], PART["ADJ"]])
NO_ADJECTIVES = OWNERS | POSSESSIVES | {"the"}
OWNING = OWNERS | POSSESSIVES
FIXED_DETERMINERS = DETERMINERS - PRONOUNS - LONE_DETERMINERS
QUOTED = list_words("quoted cited reported")
SHORT = 4  # tokens: what stands before *according to* and is shorter goes on behind its source
MAX_TITLE = 8  # tokens of a title in quotation marks
MAX_HEADLINE_SOURCE = 4  # words behind the dash of a headline
HEADLINE = Cue("-", "neutral", frozenset(), is_noun=False)
CLAUSES_OF_OUTLET = list_words("who which and but while though")


def read_attributions(tokens: Tokens) -> list[Attribution]:
    """The attributions of one sentence, in the order of their cues."""
    found: list[Attribution] = []
    for place in tokens.cues:
        attribution = read_cue(tokens, place, tokens[place].cue, found)
        if attribution is not None:
            found.append(attribution)
    return found


def read_cue(tokens: Tokens, place: int, form: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """The attribution of the cue at a place."""
    if form.lemma == "according":
        return read_according(tokens, place, form)
    if form.is_judging:
        return read_judgement(tokens, place, form, found)
    if form.is_view:
        return read_view(tokens, place, form)
    if place + 2 < len(tokens) and tokens[place + 1].lower == "that":
        attribution = read_nominal(tokens, place, form)
        if attribution is not None:
            return attribution
    if form.is_nominal:
        return None
    if tokens[place].lower == "saying":
        attribution = read_quoted_as(tokens, place, form)
        if attribution is not None:
            return attribution
    return read_verb(tokens, place, form, found)


def read_nominal(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*Orlov's claim that ...* and *his latest claim that ...*."""
    n = len(tokens)
    if place < 1 or not (form.is_nominal or (form.is_noun and tokens[place].part in NOUNS)):
        return None
    owner = place - 1
    if owner > 1 and tokens[owner].is_small and tokens[owner].lower not in OWNING:
        owner -= 1  # an adjective
    if owner > 0 and tokens[owner].lower in OWNERS and tokens[owner - 1].lower == "in":
        return None  # *said in his remarks that*
    if tokens[owner].lower in OWNERS:
        source: Span = (owner, owner + 1)
    elif tokens[owner].lower in POSSESSIVES or tokens[owner].text in "'’":
        start = find_phrase_start(tokens, owner - 1)
        if start is None:
            return None
        source = (cut_to_owner(tokens, start, owner), owner)
    else:
        return None
    return Attribution(source, (place, place + 1), ((place + 1, n),), place, form, "right")


def read_view(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*In their account, ...*; *..., in the mayor's view*; *in the words of the mayor, ...*."""
    owner, end = place - 1, place + 1
    if owner > 1 and tokens[owner].is_small and tokens[owner].lower not in NO_ADJECTIVES:
        owner -= 1  # *in his own words*
    if owner < 1:
        return None
    if tokens[owner].lower in OWNERS:
        source: Span = (owner, owner + 1)
    elif tokens[owner].lower in POSSESSIVES or tokens[owner].text in "'’":
        start = find_phrase_start(tokens, owner - 1)
        if start is None:
            return None
        source = (start, owner)
    elif tokens[owner].lower == "the" and end < len(tokens) and tokens[end].lower == "of":
        end = find_comma(tokens, end, len(tokens))
        source = (place + 2, end)
    else:
        return None
    opening = min(owner, source[0]) - 1
    if opening < 0 or tokens[opening].lower not in ("in", "by") or source[0] >= source[1]:
        return None
    around = read_around(tokens, (opening, end), (place, place + 1), place, form)
    return None if around is None else around._replace(source=source)


def cut_to_owner(tokens: Tokens, start: int, end: int) -> int:
    """Where the owner of a claim begins: behind a preposition, unless an office stands before it.

    *An expansion of Orlov's claim*, but *the mayor of Kherson's claim*.
    """
    words = list_source_words()
    for place in range(end - 1, start, -1):
        if tokens[place].lower in PREPOSITIONS and tokens[place - 1].lower not in words:
            return place + 1
    return start


def read_quoted_as(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*Orlov was quoted as saying that ...*."""
    if place < 3 or tokens[place - 1].lower != "as":
        return None
    verb = place - 2
    group = read_verb_group(tokens, verb)
    if tokens[verb].lower not in QUOTED or not group.is_passive:
        return None
    source = find_subject(tokens, verb, group, [])
    if source is None or place + 1 >= len(tokens):
        return None
    return Attribution(source, (group.start, place + 1), ((place + 1, len(tokens)),), place, form, "right")


def read_judgement(tokens: Tokens, place: int, form: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """*Orlov accused the company of lying*: what is judged, and for what, is the content."""
    n, right = len(tokens), place + 1
    group = read_verb_group(tokens, place)
    if group.is_passive or group.is_infinitive or right >= n:
        return None
    if tokens[right].lower in PREPOSITIONS or not (tokens[right].is_word or tokens[right].is_mark):
        return None
    if tokens[place].lower == form.lemma and group.start == place:
        return None  # a noun: *praise*, *blame*
    source = find_subject(
        tokens, place, group, [describe_found(tokens, attribution) for attribution in found]
    )
    if source is None or tokens[source[1] - 1].lower in FIXED_DETERMINERS:
        return None  # *the accused*
    return Attribution(source, (group.start, right), ((right, n),), place, form, "right")


def read_headline(tokens: Tokens) -> list[Attribution]:
    """*Bridge closed for a week - mayor*: a headline with its source behind a dash."""
    n = len(tokens)
    dash = next((place for place in range(n - 1, 2, -1) if tokens[place].text in DASHES), 0)
    if dash < 3 or not 1 <= n - 1 - dash <= MAX_HEADLINE_SOURCE or not tokens[-1].is_word:
        return []
    if tokens.starts[dash] == tokens.ends[dash - 1] or tokens.starts[dash + 1] == tokens.ends[dash]:
        return []
    words = tokens[dash + 1 :]
    is_source = words[-1].lower in list_source_words() or all(token.is_capital for token in words)
    if not is_source or any(token.is_verb or not token.is_word for token in words):
        return []
    return [Attribution((dash + 1, n), (dash, dash + 1), ((0, dash),), dash, HEADLINE, "left")]


def read_according(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*According to Orlov, ...* and *..., according to Orlov*."""
    n, start = len(tokens), place + 2
    if start >= n or tokens[place + 1].lower != "to":
        return None
    end = start
    while end < n and not ends_according(tokens, start, end):
        end += 1
        if end < n and tokens[end].is_mark and tokens[end - 1].lower in DETERMINERS:
            end = find_closing_mark(tokens, end)
    has_apposition = end + 1 < n and tokens[end].text == "," and is_apposition(tokens, end + 1)
    cue = (place, start)
    if all(is_opening(token) for token in tokens[:place]):
        close = find_comma(tokens, end + 1, n) if has_apposition else n
        if close < n:
            end = close
        elif end >= n - 1:
            end = find_bare_end(tokens, start)
            return Attribution((start, end), cue, ((end, n),), place, form, "around") if end < n else None
        return Attribution((start, end), cue, ((end + 1, n),), place, form, "around")
    if has_apposition or (end < n and place > SHORT and ends_with_apposition(tokens, end)):
        end = find_apposition_end(tokens, end + 1)
    contents = [(0, place)]
    goes_on = end < n and tokens[end].text == "," and n - end > 3
    if goes_on and tokens[end + 1].lower not in CLAUSES_OF_OUTLET:
        contents.append((end + 1, n))
    return Attribution((start, end), cue, tuple(contents), place, form, "around")


def is_apposition(tokens: Tokens, start: int) -> bool:
    """Whether an apposition or relative clause begins behind a comma, and no clause of its own."""
    if tokens[start].lower not in APPOSITION_OPENERS:
        return False
    if tokens[start].lower in ("who", "which"):
        return True
    return not opens_clause(tokens, start, find_comma(tokens, start, len(tokens)))


def find_closing_mark(tokens: Tokens, opening: int) -> int:
    """The place behind the mark that closes a short title (*her "clawback" plan*); the opening without one."""
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
    return opens and not any(token.is_predicate for token in tokens[comma + 1 : end])


def find_bare_end(tokens: Tokens, start: int) -> int:
    """The end of a source that no comma closes (*According to the agency two were hurt*)."""
    place, n = start + (tokens[start].lower in DETERMINERS), len(tokens)
    is_name = place < n and tokens[place].is_capital
    while place < n and tokens[place].is_word:
        token = tokens[place]
        opens = token.lower in DETERMINERS or token.lower in PRONOUNS
        if place > start and (opens or token.is_verb or (is_name and not token.is_capital)):
            break
        place += 1
    return place


def is_opening(token: Token) -> bool:
    return not token.is_word or token.lower in COORDINATORS or token.lower in ADVERBS


def ends_according(tokens: Tokens, start: int, place: int) -> bool:
    token = tokens[place]
    if token.text in EDGES or (token.is_mark and place > start):
        return True
    return token.text in STOPS and place >= len(tokens) - 2


def find_apposition_end(tokens: Tokens, start: int) -> int:
    place, n = start, len(tokens)
    while place < n and not (tokens[place].text == "," or (tokens[place].text in ".;" and place >= n - 2)):
        place += 1
    return place
