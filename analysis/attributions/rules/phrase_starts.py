"""Where the noun phrase begins that ends at a word."""

from analysis.attributions.grammar.parts import ADJECTIVES, NOUNS, PART
from analysis.attributions.tokens import POSSESSIVES, Token, Tokens
from analysis.attributions.word_classes import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BEFORE_ARTICLES,
    COORDINATORS,
    DETERMINERS,
    NOUN_PREPOSITIONS,
    NUMERAL_PRONOUNS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECT_RELATIVES,
    SUBORDINATORS,
    VERB_FORMS,
)
from analysis.matching.word_lists import list_words

NO_NOUNS = COORDINATORS | PREPOSITIONS | SUBORDINATORS | AUXILIARIES
BEFORE_NO_PREPOSITION = PREPOSITIONS | COORDINATORS | ADVERBS
LINKS = ADVERBS | PREPOSITIONS
PHRASE_ENDS = frozenset([",", ";", ":", "“", "”", '"', "''", "``", "(", ")", "-", "–", "—", "?", "!"])
PARTICIPLE, AUXILIARY = PART["VBN"], PART["AUX"]
MODIFIERS = ADJECTIVES | {PART["ADV"]}
YEAR = 4  # digits
MAX_ABBREVIATION = 5  # letters before a full stop inside a noun phrase (*Gen. Orlov*)
NAME_PARTICLES = list_words("al el bin ibn van von de di da abu")
CLAUSE_ENDS = frozenset([",", ";", ":", "—"])


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
    while start < last and (is_leading_adverb(tokens[start]) or not tokens[start].is_word):
        start += 1
    if start < last - 1 and tokens[start].lower in ("this", "last", "next") and tokens[start + 1].is_time:
        start += 2  # *This Wednesday the minister said*
    return None if tokens[start].is_time and start == last else start


def continues_plainly(tokens: Tokens, place: int, last: int) -> bool:
    """Whether a noun, adjective or determiner goes on with the noun phrase to its right."""
    if tokens[place].quoted != tokens[last].quoted:
        return False
    if place < last and tokens[place].is_time and tokens[place + 1].lower in ARTICLES:
        return False
    if tokens.edges or place == last:
        return True
    # In a text without commas: *... in the town the mayor said*, *in 2015 Russia said*.
    is_year = (
        tokens[place].text.isdigit() and len(tokens[place].text) == YEAR and tokens[place + 1].is_capital
    )
    return tokens[place + 1].lower not in ARTICLES and not is_year


def is_name_part(tokens: Tokens, place: int, last: int) -> bool:
    """Whether a small word, or *Without*, is part of a name or a noun phrase here.

    *Osama bin Orlov*, *Doctors Without Borders*, *who closed that bridge*.
    """
    if place < 1 or place >= last:
        return False
    before, token, after = tokens[place - 1], tokens[place], tokens[place + 1]
    if token.lower in NAME_PARTICLES:
        return after.is_capital
    if token.lower == "that" and place == last - 1:
        is_one = after.part == PART["NOUN"] and not after.lower.endswith("s")
        return is_one and (before.lower in PREPOSITIONS or (before.is_verb and before.cue is None))
    return token.lower == "without" and token.is_capital and before.is_capital


def ends_year(tokens: Tokens, place: int) -> bool:
    """Whether a year stands before a name or an article."""
    after = tokens[place + 1]
    is_year = tokens[place].text.isdigit() and len(tokens[place].text) == YEAR
    return is_year and (after.is_capital or after.lower in ARTICLES)


def is_leading_adverb(token: Token) -> bool:
    is_adverb = token.lower in ADVERBS or token.is_time or token.lower in ("maybe", "perhaps")
    return is_adverb and token.lower not in DETERMINERS


def step_left(tokens: Tokens, place: int, last: int) -> str:
    """How a token left of `last` continues its noun phrase: as a `word`, as a `link`, or not (`stop`)."""
    token = tokens[place]
    if token.quoted != tokens[last].quoted or (token.text in PHRASE_ENDS and token.text != ","):
        return "stop"
    if token.text == ",":
        return "link" if joins_list(tokens, place, last) else "stop"
    before = tokens[place - 1] if place > 0 else None
    if token.lower in COORDINATORS:
        return "link" if joins_names(tokens, place) or joins_subjects(tokens, place) else "stop"
    if is_name_part(tokens, place, last):
        return "word"
    if not tokens.edges and place < last and ends_year(tokens, place):
        return "stop"
    if token.lower in POSSESSIVES and before is not None and before.is_word and before.lower not in PRONOUNS:
        return "link"
    if token.lower in AUXILIARIES and (token.part == AUXILIARY or token.lower not in ("may", "will", "can")):
        return "stop"
    if token.text == "." and place and len(tokens[place - 1].text) > MAX_ABBREVIATION:
        return "stop"
    if token.is_time and place < last and tokens[place + 1].lower in ARTICLES:
        return "stop"  # *reports on Tuesday the company had ...*
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
    is_opening = token.is_nominal or token.lower in DETERMINERS
    if before is not None and before.lower in SUBJECT_RELATIVES and not is_opening:
        return "stop"  # the verb of a relative clause: *the man who runs the port*
    if token.part == PART["VBG"] and token.is_small and not (before and before.is_plain):
        return "stop"  # *protesters, carrying placards asking ...*
    if token.lower in PREPOSITIONS and token.part not in MODIFIERS:
        return "link" if before is not None and takes_preposition(tokens, place) else "stop"
    return "word"


def is_modifier(tokens: Tokens, place: int, last: int) -> bool:
    """Whether what looks like a verb is a participle before its noun (*54 percent of registered voters*)."""
    token = tokens[place]
    if place < 1 or place >= last or not token.lower.endswith("ed"):
        return False
    before, after = tokens[place - 1], tokens[place + 1]
    opens = before.lower in DETERMINERS or before.part in ADJECTIVES or before.lower in PREPOSITIONS
    return opens and after.is_nominal and after.lower not in PRONOUNS


def joins_list(tokens: Tokens, comma: int, last: int) -> bool:
    """Whether a comma parts two members of a list of subjects (*Orlov, Petrov and the mayor said*)."""
    place = comma + 1
    if comma and tokens[comma - 1].lower.endswith("ly"):
        return False  # *Additionally, the mayor and a deputy said*
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
        joins_names = token.lower == "and" and tokens[place - 1].is_capital and tokens[place + 1].is_capital
        if token.text == "," and tokens[place - 1].is_adverb:
            break
        if token.lower in COORDINATORS and not joins_names:
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


def widen_by_relative_clause(tokens: Tokens, start: int) -> int:
    """The start of the noun phrase whose relative clause the phrase at `start` closes.

    In *The man who runs the town said* the phrase before the cue is *the town*; the subject is *the man*.
    """
    before = start - 1
    if before < 1:
        return start
    follows_relative = tokens[before - 1].lower in SUBJECT_RELATIVES
    if not (tokens[before].is_verb or tokens[before].lower in LINKS or follows_relative):
        return start
    place = before
    while place > 0 and not (
        tokens[place].text in CLAUSE_ENDS or tokens[place].quoted or tokens[place].lower in RELATIVES
    ):
        place -= 1
    if tokens[place].lower not in RELATIVES or place < 1 or tokens[place].part == PART["SCONJ"]:
        return start
    if not (tokens[place - 1].is_word or tokens[place - 1].is_possessive):
        return start
    if tokens[place - 1].is_speech_verb:
        return start
    outer = find_phrase_start(tokens, place - 1)
    return start if outer is None else outer
