"""Noun phrases before and after a verb, read from the words alone."""

from analysis.attributions.grammar.parts import PART
from analysis.attributions.tokens import (
    DASHES,
    Span,
    Token,
    Tokens,
    has_verb,
)
from analysis.attributions.word_classes import (
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    NOUN_PREPOSITIONS,
    NUMERAL_PRONOUNS,
    PERIODS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    VERB_FORMS,
    list_words,
)

ARTICLES = list_words("a an the")
BEFORE_ARTICLES = list_words("all both half") | NOUN_PREPOSITIONS | COORDINATORS
POSSESSIVES = frozenset(["'s", "’s"])
OPENS_CLAUSE = list_words("he she they we i his her their our the")
GENERATIONS = list_words("jr sr iii ii")
# What ends a source that follows its cue (*said Mayor Orlov, adding ...*, *said Orlov on Monday*).
AFTER_SOURCE = list_words(
    "adding noting referring saying but when while because after as during before explaining calling "
    "speaking citing on about in at"
)
NO_NOUNS = COORDINATORS | PREPOSITIONS | SUBORDINATORS | AUXILIARIES
BEFORE_NO_PREPOSITION = PREPOSITIONS | COORDINATORS | ADVERBS
LINKS = ADVERBS | PREPOSITIONS
PLACE_PREPOSITIONS = list_words("on in at about")
# Words that open a segment between commas which is no noun phrase.
SEGMENT_OPENERS = list_words("however meanwhile instead still indeed asked speaking last earlier")
PHRASE_ENDS = frozenset([",", ";", ":", "“", "”", '"', "''", "``", "(", ")", "-", "–", "—", "?", "!"])
PARTICIPLE = PART["VBN"]
PARTICIPLES = frozenset([PART["VBN"], PART["VBG"]])
NOUNS = frozenset([PART["NOUN"], PART["PROPN"]])
MODIFIERS = frozenset([PART["ADJ"], PART["NUM"], PART["ADV"]])
CLAUSE_ENDS = frozenset([",", ";", ":", "—"])


def find_head(tokens: Tokens, start: int, end: int) -> int:
    """The place of the head of a noun phrase.

    The head is the last word before a preposition, comma, bracket or relative clause.
    """
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
    if place < start + 2 or place + 1 >= end or not (token.is_small and token.lower.endswith("ed")):
        return False
    follows = tokens[place + 1]
    return follows.is_time or follows.lower in PREPOSITIONS or follows.lower.endswith("ly")


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
    if follows.lower in COORDINATORS and comma + 2 < len(tokens) and tokens[comma + 2].lower in PRONOUNS:
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


def widen_by_relative_clause(tokens: Tokens, start: int) -> int:
    """The start of the noun phrase whose relative clause the phrase at `start` closes.

    In *The man who runs the town said* the phrase before the cue is *the town*; the subject is *the man*.
    """
    before = start - 1
    if before < 1:
        return start
    follows_relative = tokens[before - 1].lower in ("who", "which")
    if not (tokens[before].is_verb or tokens[before].lower in LINKS or follows_relative):
        return start
    place = before
    while place > 0 and not (
        tokens[place].text in CLAUSE_ENDS or tokens[place].quoted or tokens[place].lower in RELATIVES
    ):
        place -= 1
    if tokens[place].lower not in RELATIVES or place < 1:
        return start
    if not (tokens[place - 1].is_word or tokens[place - 1].is_possessive):
        return start
    if tokens[place - 1].is_speech_verb:
        return start
    outer = find_phrase_start(tokens, place - 1)
    return start if outer is None else outer


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
        while start < end and is_before_phrase(tokens[start]):
            start += 1
        if start < end and is_bare_phrase(tokens, start, end) and not is_state(tokens, start, end):
            return start, comma
    before = find_phrase_start(tokens, segments[-2][1] - 1)
    return None if before is None else (before, comma)


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
    if first in SUBORDINATORS or first in SEGMENT_OPENERS or first.endswith("ing"):
        return False
    inside = tokens[start:end]
    if any(token.quoted for token in inside) or has_verb(tokens, start, end):
        return False
    return not any(token.is_speech_verb for token in inside)


def find_phrase_start(tokens: Tokens, last: int) -> int | None:
    """The start of the noun phrase that ends at `last`; None if no noun phrase ends there."""
    if last < 0:
        return None
    token = tokens[last]
    if token.lower in PRONOUNS and token.lower not in NUMERAL_PRONOUNS:
        return last if token.lower != "that" else None
    if token.lower in NO_NOUNS:
        return None
    if not token.is_word and token.text not in ".%":
        return None
    start, place = None, last
    while place >= 0:
        if tokens[place].is_plain and continues_plainly(tokens, place, last):
            start = place
            place -= 1
            continue
        step = step_left(tokens, place, last)
        if step == "stop":
            break
        if step == "word":
            start = place
        place -= 1
    if start is None:
        return None
    start = widen_by_relative_clause(tokens, start)
    while start < last and is_leading_adverb(tokens[start]):
        start += 1
    return None if tokens[start].is_time and start == last else start


def continues_plainly(tokens: Tokens, place: int, last: int) -> bool:
    """Whether a noun, adjective or determiner goes on with the noun phrase to its right."""
    if tokens[place].quoted != tokens[last].quoted:
        return False
    if not tokens.edges and place < last and tokens[place + 1].lower in ARTICLES:
        return False
    return tokens[place].is_nominal or place == 0 or tokens[place - 1].lower not in ("who", "which")


def is_leading_adverb(token: Token) -> bool:
    return (token.lower in ADVERBS or token.is_time) and token.lower not in DETERMINERS


def step_left(tokens: Tokens, place: int, last: int) -> str:
    """How a token left of `last` continues its noun phrase: as a `word`, as a `link`, or not (`stop`)."""
    token = tokens[place]
    if token.quoted != tokens[last].quoted or (token.text in PHRASE_ENDS and token.text != ","):
        return "stop"
    before = tokens[place - 1] if place > 0 else None
    if token.lower in COORDINATORS:
        return "link" if joins_names(tokens, place) or joins_subjects(tokens, place) else "stop"
    if token.text == "," and joins_list(tokens, place, last):
        return "link"
    if token.lower in POSSESSIVES and before is not None and before.is_word and before.lower not in PRONOUNS:
        return "link"
    if token.lower in AUXILIARIES and token.lower not in ("may", "will", "can"):
        return "stop"
    is_verb = token.is_finite and (place < last or token.lower in VERB_FORMS)
    if (is_verb and token.lower not in AUXILIARIES) or token.is_speech_verb:
        return "word" if is_modifier(tokens, place, last) else "stop"
    if token.lower in SUBORDINATORS and token.lower not in PREPOSITIONS:
        return "stop"
    if token.lower in PRONOUNS and token.lower not in DETERMINERS and place < last:
        return "stop"
    opens_phrase = place < last and tokens[place + 1].lower in ARTICLES
    if opens_phrase and token.lower not in BEFORE_ARTICLES and not tokens.edges:
        return "stop"  # in a text without commas: *two were hurt the mayor said*
    if before is not None and before.lower in ("who", "which") and not token.is_nominal:
        return "stop"  # the verb of a relative clause: *the man who runs the port*
    if token.text == ",":
        return "stop"
    if token.lower in PREPOSITIONS and token.part not in MODIFIERS:
        return "link" if before is not None and takes_preposition(tokens, place) else "stop"
    return "word"


def is_modifier(tokens: Tokens, place: int, last: int) -> bool:
    """Whether what looks like a verb is a participle before its noun (*54 percent of registered voters*)."""
    token = tokens[place]
    if place < 1 or place >= last or not token.lower.endswith("ed"):
        return False
    before, after = tokens[place - 1], tokens[place + 1]
    opens = before.lower in DETERMINERS or before.part in MODIFIERS or before.lower in PREPOSITIONS
    return opens and after.is_nominal and after.lower not in PRONOUNS


def joins_list(tokens: Tokens, comma: int, last: int) -> bool:
    """Whether a comma parts two members of a list of subjects (*Orlov, Petrov and the mayor said*)."""
    place = comma + 1
    while place < last and not tokens[place].is_verb:
        if tokens[place].lower == "and":
            is_noun = tokens[place - 1].part in NOUNS or tokens[place - 1].is_possessive
            return is_noun and opens_with_nouns(tokens, comma)
        place += 1
    return False


def opens_with_nouns(tokens: Tokens, comma: int) -> bool:
    """Whether nothing but a noun phrase stands between the start of its clause and a comma."""
    place = comma - 1
    while place >= 0 and not tokens[place].is_mark:
        token = tokens[place]
        if token.is_verb or (token.text in CLAUSE_ENDS and token.text != ","):
            return False
        if token.lower in COORDINATORS or (token.text == "," and tokens[place - 1].is_adverb):
            break
        if token.lower in SUBORDINATORS and token.lower not in PREPOSITIONS:
            break
        place -= 1
    first = tokens[place + 1]
    return first.lower not in PREPOSITIONS and (first.is_nominal or first.lower in DETERMINERS)


def joins_subjects(tokens: Tokens, joint: int) -> bool:
    """Whether *and* joins two noun phrases of which the first opens a clause."""
    if tokens[joint].lower not in ("and", "or") or joint + 1 >= len(tokens):
        return False
    if tokens[joint + 1].is_verb or tokens[joint + 1].is_adverb:
        return False
    place, has_noun = joint - 1, False
    while place >= 0:
        token = tokens[place]
        if token.quoted != tokens[joint].quoted or token.is_mark:
            break
        if token.lower in SUBORDINATORS and token.lower not in PREPOSITIONS:
            break
        if token.is_verb and not is_modifier(tokens, place, joint):
            return False
        if token.text in CLAUSE_ENDS:
            break
        has_noun |= token.is_nominal
        place -= 1
    if not has_noun:
        return False
    first = tokens[place + 1]
    return first.lower not in PREPOSITIONS and not first.is_verb and not first.lower.endswith("ing")


def joins_names(tokens: Tokens, place: int) -> bool:
    """Whether *and* joins two parts of one noun phrase: two names, or two prepositional phrases."""
    if tokens[place].lower != "and" or place < 1 or place + 1 >= len(tokens):
        return False
    before, after = tokens[place - 1], tokens[place + 1]
    if before.is_word and after.lower in NOUN_PREPOSITIONS and not before.is_finite:
        return True
    return before.is_capital and after.is_capital and not before.is_time


def takes_preposition(tokens: Tokens, place: int) -> bool:
    """Whether a prepositional phrase belongs to the noun before it (*the mayor of Kherson*).

    A participle may stand between them (*a letter obtained by the agency*).
    """
    noun, preposition = tokens[place - 1], tokens[place]
    if preposition.lower == "than" and noun.lower in ("more", "less", "fewer"):
        return True
    if preposition.lower not in NOUN_PREPOSITIONS or not (noun.is_word or noun.text == "%"):
        return False
    if noun.lower == "and":
        return joins_names(tokens, place - 1)
    if noun.lower in BEFORE_NO_PREPOSITION or noun.is_finite:
        return False
    if noun.part == PARTICIPLE and not noun.is_capital:
        return place > 1 and tokens[place - 2].part in NOUNS
    return not (noun.lower.endswith("ed") and not noun.is_capital)
