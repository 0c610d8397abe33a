"""Noun phrases before and after a verb: their heads, appositions and the times beside them."""

from analysis.attributions.grammar.parts import PART, PARTICIPLES
from analysis.attributions.rules.phrase_starts import find_phrase_start, widen_by_relative_clause
from analysis.attributions.tokens import DASHES, POSSESSIVES, Span, Token, Tokens, has_verb
from analysis.attributions.word_classes import (
    ADVERBS,
    AUXILIARIES,
    BEFORE_ARTICLES,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    EARLY,
    PERIODS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBJECT_RELATIVES,
    SUBORDINATORS,
)
from analysis.matching.word_lists import list_words

OPENS_CLAUSE = list_words("he she they we i his her their our the")
GENERATIONS = list_words("jr sr iii ii")
# What ends a source that follows its cue (*said Mayor Orlov, adding ...*, *said Orlov on Monday*).
AFTER_SOURCE = list_words(
    "adding noting referring saying but when while because after as during before explaining calling "
    "speaking citing on about in at via"
)
PLACE_PREPOSITIONS = list_words("on in at about")
# Words that open a segment between commas which is no noun phrase.
SEGMENT_OPENERS = list_words("however meanwhile instead still indeed asked speaking last earlier")
POSTURES = list_words(
    "using wearing carrying holding speaking living working staying standing sitting fighting residing "
    "writing based"
)
ALL_PERIODS = PERIODS | list_words("weeks months years nights weekends day days hour hours minute minutes")
IRREGULAR = list_words("heard seen held given made written found sent shown taken drawn")
TIME_ENDS = ALL_PERIODS | EARLY | DAYS | {"ago"}


def find_head(tokens: Tokens, start: int, end: int) -> int:
    """The place of the head of a noun phrase.

    The head is the last word before a preposition, comma, bracket or relative clause.
    """
    if end == start + 1:
        return start
    name = end
    while name > start and tokens[name - 1].is_capital:
        name -= 1
    if start < name < end and tokens[name - 1].is_source_word:
        return end - 1  # *Department of Transport official Ivan Orlov*
    head = None
    for place in range(start, end):
        token = tokens[place]
        if place > start and (
            token.lower in PREPOSITIONS or token.text in ",(-–—" or token.lower in RELATIVES
        ):
            break
        if (
            head is not None
            and token.lower in ("last", "this", "next")
            and place + 1 < end
            and tokens[place + 1].lower in PERIODS
        ):
            break
        if (
            head is not None
            and token.lower in OPENS_CLAUSE
            and tokens[place - 1].lower not in BEFORE_ARTICLES
        ):
            break  # a clause without *that*: *the document he released*
        if token.lower in POSSESSIVES or token.text in "'’":
            head = None if place + 1 < end else head
        elif token.is_word and is_late_participle(tokens, place, start, end):
            break
        elif token.is_word and token.lower not in ("here", "there"):
            head = place
    head = end - 1 if head is None else head
    while head > start and tokens[head].lower.rstrip(".") in GENERATIONS:
        head -= 1
    return head


def is_late_participle(tokens: Tokens, place: int, start: int, end: int) -> bool:
    """Whether a participle follows its noun (*a report published on Monday*)."""
    token = tokens[place]
    if place + 1 >= end or not token.is_small:
        return False
    follows = tokens[place + 1].lower
    is_posture = token.lower in POSTURES or (token.part == PART["VBG"] and tokens[place + 1].is_plain)
    if (
        is_posture
        and place > start
        and tokens[place - 1].part == PART["NOUN"]
        and not tokens[place - 1].is_capital
    ):
        return True  # *scientists studying patients*
    if token.lower in POSTURES and place > start and (follows in PREPOSITIONS or follows in DETERMINERS):
        return True  # *a resident speaking from his home*
    if place < start + 2 or not (token.lower.endswith("ed") or token.lower in IRREGULAR):
        return False
    return tokens[place + 1].is_time or follows in PREPOSITIONS or follows.endswith("ly")


def find_end_after(tokens: Tokens, start: int) -> int:
    """The end of the noun phrase that starts after an inverted cue, its apposition included."""
    place, n = start, len(tokens)
    while place < n and not is_end_after(tokens, start, place):
        place += 1
    while place > start and tokens[place - 1].text in ",-–—":
        place -= 1
    return place


def is_end_after(tokens: Tokens, start: int, place: int) -> bool:
    token, n = tokens[place], len(tokens)
    if (token.quoted and not tokens[start].quoted) or token.is_mark or token.text in ";:!?":
        return True
    if token.text == ".":
        return place == n - 1
    if token.text == "," and place + 1 < n:
        return is_clause_after_comma(tokens, start, place)
    if token.lower == "to" and place > start and tokens[place - 1].is_capital:
        return True  # *said Orlov to the paper*
    if token.lower in AFTER_SOURCE and place > start:
        follows = tokens[place + 1] if place + 1 < n else None
        names_place = follows is not None and follows.is_capital and follows.lower not in DAYS
        return not (token.lower in PLACE_PREPOSITIONS and names_place and tokens[place - 1].text != ",")
    return False


def is_clause_after_comma(tokens: Tokens, start: int, comma: int) -> bool:
    """Whether the words after a comma go on with a clause, not with an apposition."""
    follows = tokens[comma + 1]
    if follows.lower in AUXILIARIES or follows.lower in ("but", "n't"):
        return True
    second = tokens[comma + 2] if comma + 2 < len(tokens) else None
    if follows.lower in SUBJECT_PRONOUNS | {"there"} and second is not None and second.is_verb:
        return True  # *says the study, it rises*
    if follows.lower in COORDINATORS and comma + 2 < len(tokens):
        second = tokens[comma + 2]
        if second.lower in PRONOUNS or second.is_predicate:
            return True
    is_relative = any(token.lower == "who" for token in tokens[start:comma])
    return is_relative and follows.lower.endswith("n't")


def find_subject_before(tokens: Tokens, last: int) -> Span | None:
    """The subject that ends at `last`, with its apposition or relative clause."""
    if last < 0:
        return None
    token = tokens[last]
    if token.text == "," or (token.is_mark and last > 0 and tokens[last - 1].text == ","):
        return find_subject_with_apposition(tokens, last)
    if token.text in DASHES:
        opening = last - 1
        while opening > 0 and tokens[opening].text not in DASHES:
            opening -= 1
        outer = find_phrase_start(tokens, opening - 1) if opening > 0 else None
        return None if outer is None else (outer, last)
    if token.text == ")":
        opening = last
        while opening >= 0 and tokens[opening].text != "(":
            opening -= 1
        start = find_phrase_start(tokens, opening - 1) if opening > 0 else None
        return None if start is None else (start, last + 1)
    start = find_phrase_start(tokens, last)
    if start is None:
        return None
    return widen_by_relative_clause(tokens, start), last + 1


def find_subject_with_apposition(tokens: Tokens, comma: int) -> Span | None:
    """The subject before an apposition or relative clause that a comma closes."""
    first = comma - 1
    while first >= 0 and tokens[first].text not in (";", ":", "—", "–"):
        first -= 1
    first += 1
    first = max([first, *(place + 1 for place in range(first, comma) if tokens[place].is_mark)])
    commas = [
        place for place in range(first, comma) if tokens[place].text == "," and not tokens[place].quoted
    ]
    starts = [first, *(place + 1 for place in commas)]
    segments = list(zip(starts, [*commas, comma], strict=True))
    if len(segments) < 2:
        return None
    for start, end in segments[:-1]:
        if end < segments[-1][0] - 1 and start > first and goes_on_with_list(tokens, start, end):
            continue
        while start < end and is_before_phrase(tokens[start]):
            start += 1
        if start < end and is_bare_phrase(tokens, start, end) and not is_state(tokens, start, end):
            return start, comma
    start, end = segments[-1]
    if tokens[segments[-2][0]].lower in PREPOSITIONS and is_bare_phrase(tokens, start, end):
        return start, comma  # *On Monday morning, the mayor, said*
    before = find_phrase_start(tokens, segments[-2][1] - 1)
    return None if before is None else (before, comma)


def goes_on_with_list(tokens: Tokens, start: int, end: int) -> bool:
    """Whether *and* goes on with what is said (*and one by the port, the mayor, Ivan Orlov, said*)."""
    words = tokens[start:end]
    return words[0].lower in COORDINATORS and not any(
        token.is_capital or token.is_source_word for token in words
    )


def is_state(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a segment is the state behind a town (*in Berea, OH, he said*)."""
    if start < 2 or end - start > 2 or tokens[start - 1].text != ",":
        return False
    return tokens[start].text.isupper() or tokens[end - 1].text == "."


def is_before_phrase(token: Token) -> bool:
    """Whether a token may stand before a noun phrase without being part of it."""
    return token.lower in COORDINATORS or token.lower in ADVERBS or token.is_time or not token.is_word


def is_bare_phrase(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a segment between commas is a noun phrase and nothing else."""
    first = tokens[start].lower
    if (first in PREPOSITIONS and first != "like") or tokens[start].part in PARTICIPLES:
        return False
    if first in SUBORDINATORS or first in SEGMENT_OPENERS or first == "according" or first.endswith("ing"):
        return False
    inside = tokens[start:end]
    if tokens[end - 1].is_time and first in ("this", "last", "next"):
        return False  # *This past Friday, the mayor, 67, said*
    if end - start == 1 and tokens[start].part == PART["ADV"]:
        return False  # *Nevertheless, others, ...*
    if any(token.quoted for token in inside) or has_verb(tokens, start, end):
        return False
    return not any(token.is_speech_verb for token in inside)


def skip_time_before(tokens: Tokens, last: int) -> int:
    """The place before a time that ends at `last` (*Orlov last week said*), if a noun stands there."""
    place = last
    if tokens[last].lower not in TIME_ENDS:
        return last
    if is_period(tokens[last]) and tokens[last + 1].lower in ("ago", "later", "earlier"):
        place = last + 1
    for _ in range(3):
        step = place
        token = tokens[place]
        if token.lower in ("ago", "later", "earlier") and place > 1 and is_period(tokens[place - 1]):
            step = place - 3
            while step > 0 and (
                tokens[step].lower in ("than", "less", "more", "about") or tokens[step].is_adverb
            ):
                step -= 1
        elif (token.is_time and not token.text.isupper()) or token.lower in EARLY:
            step = place - 1
        elif token.lower in PERIODS and place and tokens[place - 1].lower in ("this", "last", "next", "that"):
            step = place - 2
        elif token.lower in PERIODS and place > 2 and tokens[place - 2].lower in ("during", "over"):
            step = place - 3
        if step == place:
            break
        place = step
        if place > 0 and tokens[place].lower in ("on", "since") and tokens[place + 1].is_time:
            place -= 1
    if place >= last or place < 0:
        return last
    token = tokens[place]
    if token.text == ")" or token.lower in SUBJECT_RELATIVES:
        return place
    is_subject = token.is_word and (token.is_capital or token.is_nominal) and not token.is_verb
    return place if is_subject and token.lower not in PREPOSITIONS else last


def is_period(token: Token) -> bool:
    return token.lower in ALL_PERIODS
