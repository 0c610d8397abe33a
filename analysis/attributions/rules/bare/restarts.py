"""Where a text begins anew inside a sentence: behind a headline, a dateline or an agency's line.

Texts that lost their line breaks have these in one sentence with the first words of the report
(*Bridge closed AFP Sunday 30 Mar 2014 The bridge was closed the mayor said*).
"""

import re

from analysis.attributions.grammar.parts import PART
from analysis.attributions.tokens import Span, Token, Tokens, has_verb
from analysis.attributions.word_classes import AUXILIARIES, COORDINATORS, DAYS, DETERMINERS, PREPOSITIONS
from analysis.matching.word_lists import list_words

AGENCIES = list_words("afp ap reuters upi tass xinhua dpa agencies sputnik sana anadolu")
OPENING_ADVERBS = list_words("however meanwhile earlier later overnight")
BEFORE_NAMES = PREPOSITIONS | DETERMINERS | COORDINATORS | AUXILIARIES | {"to"}
MONTHS = list_words("mar apr jun jul sep")  # beside those that `is_time` knows
DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
COUNTERS = list_words("url views")
NOUN, PLAIN_NUMBER = PART["NOUN"], PART["NUM"]
SHORTEST = 3  # tokens of a text that begins anew
LONGEST_BRACKET = 5  # tokens of an agency's name between brackets


def skip_headline(tokens: Tokens, content: Span) -> int:
    """Where content before a cue begins: behind a headline or a dateline that is glued to it."""
    start, end = content
    for place in range(end - SHORTEST, start, -1):
        if not tokens[place].is_small and is_restart(tokens, place) and has_verb(tokens, place, end):
            return place
    return start


def skip_headline_of_source(tokens: Tokens, source: Span, cue: int) -> Span:
    """A source without a headline that is glued to it (*Port closed Meanwhile the mayor said*)."""
    start, end = source
    if start > cue:
        return start, end_before_headline(tokens, source)
    for place in range(end - 1, start, -1):
        if not tokens[place].is_small and is_restart(tokens, place):
            place += tokens[place].lower in OPENING_ADVERBS
            return (place, end) if place < end else source
    return source


def end_before_headline(tokens: Tokens, content: Span) -> int:
    """Where content behind a cue ends: before a headline that is glued to it."""
    start, end = content
    for place in range(start + SHORTEST, end):
        token = tokens[place]
        if token.is_small:
            continue
        if token.text == "Tags":
            while tokens[place - 1].text.isdigit() or not tokens[place - 1].is_word:
                place -= 1  # *. ... 24 Tags*
            return place
        if is_restart(tokens, place):
            return place
    return end


def is_title(tokens: Tokens) -> bool:
    """Whether most words of a sentence have a capital, as in a headline."""
    return 2 * sum(token.is_capital for token in tokens) > len(tokens)


def is_restart(tokens: Tokens, place: int) -> bool:
    """Whether a sentence begins at a token inside another."""
    token, before = tokens[place], tokens[place - 1]
    if before.text == ")" and (closes_agency(tokens, place - 1) or DATE.fullmatch(tokens[place - 2].text)):
        return token.is_capital or token.is_mark or token.part == PLAIN_NUMBER
    if not (token.is_capital or token.part == PLAIN_NUMBER) or token.quoted:
        return False
    if before.text.isdigit():
        return tokens[place - 2].lower in COUNTERS or ends_date(tokens, place - 1)
    is_opener = token.opens_text or token.lower == "the"
    return is_opener and token.is_capital and opens_sentence(token, before) and not is_title(tokens)


def opens_sentence(token: Token, before: Token) -> bool:
    """Whether a word with a capital behind another word is no name (*in the school In another town*)."""
    if token.lower == "the":
        if before.is_capital or before.lower.startswith("al-"):
            return token.text == "The" and before.lower not in BEFORE_NAMES
        return before.part == NOUN and before.text.isalpha() and before.is_small and before.cue is None
    if not (before.is_word or before.text == "."):
        return False
    is_shouted = len(token.text) > 1 and token.text.isupper()
    return not (is_shouted or before.lower in BEFORE_NAMES or before.cue is not None or before.is_verb)


def closes_agency(tokens: Tokens, closing: int) -> bool:
    """Whether a bracket closes behind the name of an agency (*MOSCOW (Sputnik)*)."""
    for place in range(closing - 1, max(-1, closing - LONGEST_BRACKET - 1), -1):
        if tokens[place].text == "(":
            return False
        if tokens[place].lower in AGENCIES:
            return True
    return False


def ends_date(tokens: Tokens, year: int) -> bool:
    """Whether a date ends with a year that is no part of a clause (*Sunday 30 Mar 2014*)."""
    if len(tokens[year].text) != 4 or year < 2 or not is_in_date(tokens[year - 1].lower):
        return False
    place = year - 1
    while place > 0 and is_in_date(tokens[place].lower):
        place -= 1
    return tokens[place].lower not in PREPOSITIONS


def is_in_date(word: str) -> bool:
    return word in DAYS or word in MONTHS or word.isdigit()
