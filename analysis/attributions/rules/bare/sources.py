"""The source that ends at a word of a sentence without commas (*... in Homs local sources said*)."""

from analysis.attributions.grammar.parts import FINITE_OR_INFINITIVE, PART, PARTICIPLES, list_peoples
from analysis.attributions.rules.bare.restarts import AGENCIES
from analysis.attributions.tokens import Tokens
from analysis.attributions.word_classes import ARTICLES, PREPOSITIONS
from analysis.matching.word_lists import list_words

PLACE_PREPOSITIONS = list_words("in near from at on to inside outside")
NOUN_LIKE = list_words("monitoring ruling governing leading")
COMPOUNDING = list_words("rights affairs news sports defence defense operations communications press")
FIRST_OF_TWO = list_words("saudi south north united new sri costa")  # words of countries: *Saudi Arabia*
HEADS = list_words(
    "head founder co-founder member members workers rescuers fighters rebels militants opponents supporters"
)
WIRES = frozenset(["Reuters", "AFP", "AP", "UPI", "DPA"])
NOUN_LINKS = list_words("of for from in at on")
BODIES = list_words("observatory monitor watchdog")
PLURALS = list_words("men women children people")
STATE_MEDIA = list_words("tv television media radio news broadcaster agency")
OWNED = list_words("state official national")
# A noun phrase begins with one of these.
PHRASE_OPENERS = ARTICLES | list_words("his her their its")


def find_bare_source(tokens: Tokens, last: int) -> int | None:
    """Where the source begins that ends at `last`: at its article, else where no noun or adjective stands."""
    if last > 0 and find_opening(tokens, last):
        return find_bare_source(tokens, find_opening(tokens, last) - 1)  # *the Observatory (SOHR)*
    if last < 0 or not (tokens[last].is_plain or tokens[last].lower in ("he", "she", "it", "they")):
        return None
    if not tokens[last].is_plain:
        return last
    if tokens[last].text in WIRES:
        return last
    start = last
    while start > 0 and tokens[start].lower not in PHRASE_OPENERS and continues_name(tokens, start - 1):
        if ends_name(tokens, start, last) or opens_state(tokens, start) or follows_noun(tokens, start):
            break
        start -= 1
    before = start - 1
    opening = find_opening(tokens, start - 1)
    if opening > 0:
        outer = find_bare_source(tokens, opening - 1)
        return start if outer is None else outer  # *the Observatory (SOHR) monitoring group*
    if before > 0 and tokens[before].lower in NOUN_LINKS and takes_phrase(tokens, before):
        outer = find_bare_source(tokens, before - 1)
        return start if outer is None else outer
    behind = skip_place(tokens, start, last)
    if behind > start:
        return behind
    if before > 0 and tokens[before].lower in PREPOSITIONS:
        # *near the border with Turkey local sources said*: the name belongs to the preposition.
        while start < last and tokens[start].is_capital and not tokens[last].is_capital:
            start += 1
    return join_bare_sources(tokens, start)


def continues_name(tokens: Tokens, place: int) -> bool:
    """Whether a token goes on with the noun phrase to its right."""
    token = tokens[place]
    is_state = token.lower == "state" and (
        token.part not in FINITE_OR_INFINITIVE or tokens[place + 1].lower in STATE_MEDIA
    )
    if is_state or token.lower in NOUN_LIKE or (token.is_source_word and token.cue is None):
        return True
    if token.is_capital and tokens[place + 1].is_capital and token.cue is None and place > 0:
        return not token.is_time and token.lower not in PREPOSITIONS  # *Ukraines Foreign Ministry*
    if not token.is_plain or token.is_time:
        return token.part in PARTICIPLES and place > 0 and tokens[place - 1].lower in PHRASE_OPENERS
    # *between the government and insurgent groups diplomats say*: two plurals are two noun phrases.
    after = tokens[place + 1]
    is_plural = token.part == PART["NOUN"] and token.is_small and token.lower.endswith("s")
    return not (is_plural and after.is_source_word and token.lower not in COMPOUNDING)


def join_bare_sources(tokens: Tokens, start: int) -> int:
    """The start of *the observatory and a witness*, where a source begins behind *and*."""
    before = start - 1
    first = tokens[start].lower
    is_noun = first in PHRASE_OPENERS or first in OWNED or tokens[start].is_source_word or first.endswith("s")
    if before < 2 or tokens[before].lower != "and" or not is_noun:
        return start
    joined = find_bare_source(tokens, before - 1)
    if not joined:
        return start
    outer = tokens[joined - 1]
    return start if outer.is_verb or outer.lower in PREPOSITIONS else joined


def takes_phrase(tokens: Tokens, preposition: int) -> bool:
    """Whether a prepositional phrase belongs to the noun of persons or the name before it."""
    noun, link = tokens[preposition - 1], tokens[preposition].lower
    is_head = noun.is_source_word or noun.lower in HEADS
    return is_head or (noun.is_capital and link in ("of", "for"))


def find_opening(tokens: Tokens, closing: int) -> int:
    """The place of the bracket that opens an abbreviation (*(SOHR)*), by that which closes it; 0 if none."""
    is_short = closing > 2 and tokens[closing].text == ")" and tokens[closing - 2].text == "("
    return closing - 2 if is_short else 0


def skip_place(tokens: Tokens, start: int, last: int) -> int:
    """Where the source begins behind the place or agency of a preposition (*in Odesa Ivan Orlov said*)."""
    before, place = start - 1, start
    if before > 0 and tokens[before].is_small and tokens[before].part == PART["ADJ"]:
        before -= 1  # *in eastern Ukraine*
    if before < 0 or start == last or tokens[before].lower not in PLACE_PREPOSITIONS:
        return start
    first, end = tokens[place], tokens[last]
    if place >= last or not (first.is_capital and tokens[place + 1].is_word):
        return start
    if first.lower in AGENCIES or first.text in list_peoples():
        return place + 1 + (first.lower in FIRST_OF_TWO and place + 1 < last)
    if before < start - 1 or not end.is_capital:
        return start
    is_abbreviation = len(end.text) > 1 and end.text.isupper() and not first.text.isupper()
    return last if last == start + 1 or is_abbreviation else start


def follows_noun(tokens: Tokens, start: int) -> bool:
    """Whether an adjective stands behind a noun of another phrase (*in the attack local sources said*)."""
    here, before = tokens[start], tokens[start - 1]
    if here.part == PART["NUM"] and before.part == PART["NOUN"] and start < len(tokens) - 1:
        return True  # *killing four civilians two residents said*
    is_plural = before.lower.endswith("s") or before.lower in PLURALS
    if here.is_capital and before.is_small and before.part == PART["NOUN"] and is_plural:
        return before.lower not in COMPOUNDING and not before.is_source_word  # *preparations US officials*
    return here.is_small and here.part == PART["ADJ"] and before.is_small and before.part == PART["NOUN"]


def opens_state(tokens: Tokens, start: int) -> bool:
    """Whether *state* opens a phrase such as *state media*, and what stands before it is another phrase."""
    if tokens[start].lower not in ("state", "state-run") or start < 1:
        return False
    before, outer = tokens[start - 1], tokens[start - 2].lower if start > 1 else "the"
    return not (before.lower in PHRASE_OPENERS or (before.is_capital and outer in PHRASE_OPENERS))


def ends_name(tokens: Tokens, start: int, last: int) -> bool:
    """Whether a name begins here, and what stands before it is no title of its bearer."""
    here, before = tokens[start], tokens[start - 1]
    is_title = here.is_source_word and tokens[start + 1].is_source_word and start < last
    if is_title and before.part == PART["NOUN"] and before.is_small and not before.is_source_word:
        return before.lower not in COMPOUNDING  # *the site of the attack government spokesman Orlov*
    if not tokens[last].is_capital:
        return False
    if here.is_capital:
        is_body = before.is_source_word or before.lower in BODIES
        return not before.is_capital and not is_body and before.lower not in PHRASE_OPENERS
    # Before a title stands one word (*government spokesman Orlov*), or more with a hyphen (*state-run news
    # agency*) or of a state (*official state television*).
    is_long = "-" in before.text or before.lower in OWNED
    return not (here.is_source_word or before.lower in PHRASE_OPENERS or is_long)
