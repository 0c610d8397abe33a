"""The content of an attribution: what stands before or after its source and cue."""

from collections.abc import Sequence

from analysis.attributions.grammar.parts import INFINITIVE, PART
from analysis.attributions.tokens import DASHES, EDGES, Span, Token, Tokens, has_predicate
from analysis.attributions.word_classes import (
    COORDINATORS,
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
)
from analysis.matching.word_lists import list_words

ADJUNCT_PARTICIPLES = list_words("asked speaking referring citing writing when")
# A content that is a noun phrase (*announced a truce on Monday*) ends before these.
AFTER_NAMED = list_words("after during when while before as amid that and but")
NAMED_PREPOSITIONS = list_words("of out about against on back")
SHORT = 2  # words: what stands before a source and is no longer than this is an adjunct
WHOM = list_words("me him her us them you")
REACH = 25  # tokens after a cue among which a verb shows that the content is a clause
TOPIC_PREPOSITIONS = list_words("about of upon on")
NO_TOPICS = list_words("it them him her this that condition behalf twitter facebook television tv")
MAX_TITLE = 8  # words
LINK = 4  # letters of words that may be small in a title (*with*, *of*)
NO_LONE_NOUNS = DETERMINERS | PRONOUNS
BOUNDS = EDGES | {":"}


def trim_edges(tokens: Tokens, start: int, end: int) -> Span:
    """A range without the punctuation at its edges; quotation marks stay."""
    while start < end and (tokens[start].text in BOUNDS or tokens[start].text == "."):
        start += 1
    while start < end and tokens[end - 1].text in BOUNDS:
        end -= 1
    if start < end and tokens[end - 1].text == ".":
        end -= 1
    return start, end


def find_quotation_start(tokens: Tokens, end: int) -> int:
    """Where content before a cue begins: at the quotation, if only an adjunct stands before it."""
    place = find_quotation(tokens, 0, end)
    if not 0 < place < end:
        return 0
    first, before = tokens[0].lower, tokens[place - 1].text
    opens = before in BOUNDS - {";"} or (place <= 2 and first in COORDINATORS)
    is_adjunct = first in FUNCTION_WORDS or before == ":"
    return place if opens and is_adjunct else 0


def find_quotation(tokens: Tokens, start: int, end: int) -> int:
    """The first token of a quotation in a range, or its end."""
    if not tokens.marks:
        return end
    return next((place for place in range(start, end) if tokens[place].in_quotation), end)


def find_end_before(tokens: Tokens, source: int) -> int:
    """Where content before a source ends; 0 if what stands before the source is no content."""
    last = source - 1
    if last < 1:
        return 0
    if tokens[last].in_quotation:
        return source
    if tokens[last].text != "," and tokens[last].text not in DASHES:
        return 0
    words = [token for token in tokens[:last] if token.is_word]
    if not words or (tokens[last - 1].lower == "however" and not tokens.marks):
        return 0
    if tokens.marks and any(token.quoted for token in tokens[:last]):
        return source
    if words[0].lower in ADJUNCT_PARTICIPLES or (len(words) <= SHORT and not is_answer(words)):
        return 0
    is_adjunct = words[0].lower in PREPOSITIONS and words[0].lower != "of"  # *Of fraud, the judges wrote*
    if is_adjunct and not (tokens.verbs and tokens.verbs[0] < last):
        return 0
    return source


def is_answer(words: Sequence[Token]) -> bool:
    return words[0].lower in ("yes", "no", "sorry", "never", "maybe", "nonsense")


def find_named_content(tokens: Tokens, start: int) -> Span:
    """The noun phrase that a cue has as its content (*announced a truce on Monday*: *a truce*)."""
    n = len(tokens)
    start += start < n and tokens[start].lower in NAMED_PREPOSITIONS
    end = start
    while end < n and not (tokens[end].text in BOUNDS - {":"} and not tokens[end].quoted):
        if end > start and tokens[end].lower in ("in", "on") and end + 1 < n and tokens[end + 1].is_time:
            break
        joins = tokens[end].lower == "and" and joins_phrase(tokens, end + 1)
        if end > start + 1 and (tokens[end].lower in AFTER_NAMED or tokens[end].is_time) and not joins:
            break
        end += 1
    return start, end


def joins_phrase(tokens: Tokens, place: int) -> bool:
    """Whether *and* goes on with a noun phrase, not with a clause (*wrong and wildly bad figures*)."""
    n = len(tokens)
    place += place < n - 1 and tokens[place].is_adverb
    return place < n and tokens[place].is_plain


def find_asked_content(tokens: Tokens, start: int) -> Span:
    """The content of *ask* and *claim to* without a clause: up to the next comma."""
    n = len(tokens)
    start += start < n and tokens[start].lower in ("for", "about")
    start += start + 1 < n and tokens[start].lower in WHOM and tokens[start + 1].lower != "to"
    end = start
    for place in range(start, min(n - 1, start + REACH)):
        if tokens[place].lower == "to" and tokens[place + 1].part == INFINITIVE:
            end = place  # *asked Orlov, Petrov and the mayor to leave*
        if tokens[place].is_predicate or end > start:
            break
    while end < n and not (tokens[end].text in ",;" and not tokens[end].quoted):
        end += 1
    return start, end


def opens_clause(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a clause begins at a place: a noun phrase, and then its verb."""
    has_noun, skips = False, 0
    if start + 1 < end and tokens[start].lower in SUBJECT_PRONOUNS and tokens[start + 1].is_verb:
        return True
    if start < end and tokens[start].lower in COORDINATORS:
        return False
    for place in range(start, min(end, start + REACH)):
        token = tokens[place]
        if token.lower in COORDINATORS and place + 1 < end and tokens[place + 1].is_predicate:
            return False  # *reported the blast but did not say where*
        if token.is_predicate:
            if has_noun and not skips:
                return True
            skips = max(skips - 1, 0)
        elif token.lower in RELATIVES and has_noun:
            skips += 1
        elif token.text == "," and place + 1 < end:
            is_inserted = has_noun and goes_on_after(tokens, place, end)
            if is_inserted:
                return True  # *Iran, among others, is ...*
            if tokens[place + 1].lower not in RELATIVES and not is_opening_clause(tokens[start]):
                return False
        elif token.text in (";", ":") or (token.text == "." and place > end - 2):
            return False
        has_noun |= token.is_nominal or token.lower == "there"
    return False


def goes_on_after(tokens: Tokens, comma: int, end: int) -> bool:
    """Whether a verb stands right behind one of the next commas."""
    places = [edge for edge in tokens.edges if comma <= edge < min(end - 1, comma + REACH)]
    for edge in places[:4]:
        if tokens[edge + 1].is_predicate:
            return True
        if has_predicate(tokens, edge + 1, next_edge(tokens, edge, end)):
            return False
    return False


def next_edge(tokens: Tokens, place: int, end: int) -> int:
    return next((edge for edge in tokens.edges if edge > place), end)


def is_opening_clause(token: Token) -> bool:
    return token.lower in SUBORDINATORS or token.lower in PREPOSITIONS


def find_topic(tokens: Tokens, right: int) -> Span | None:
    """The content of *wrote about the visit* and *warned of a famine*: the noun phrase."""
    n, place = len(tokens), right
    while place < n and tokens[place].is_adverb:
        place += 1
    if place + 1 >= n or tokens[place].lower not in TOPIC_PREPOSITIONS or tokens[place + 1].is_time:
        return None
    start, end = find_named_content(tokens, place + 1)
    return (start, end) if end > start and tokens[start].lower not in NO_TOPICS else None


def is_title(tokens: Tokens, opening: int) -> bool:
    """Whether a title stands in quotation marks inside a phrase (*he said on "The Morning Show"*)."""
    if opening == 0 or not tokens[opening - 1].is_word:
        return False
    closing = next((mark for mark in tokens.marks if mark > opening), len(tokens))
    words = [token for token in tokens[opening + 1 : closing] if token.is_word]
    return len(words) <= MAX_TITLE and all(token.is_capital or len(token.text) <= LINK for token in words)


def is_named(tokens: Tokens, content: Span) -> bool:
    """Whether a range is a noun phrase, by its first word."""
    start, end = content
    if start >= end:
        return False
    while start < end - 1 and (
        tokens[start].is_adverb or tokens[start].lower in ("at", "least", "most", "than")
    ):
        start += 1
    first = tokens[start]
    is_participle = first.part == PART["VBN"] and start + 1 < end and tokens[start + 1].is_nominal
    opens = (
        is_participle
        or first.is_nominal
        or first.lower in DETERMINERS
        or first.in_quotation
        or first.part == PART["VBG"]
    )
    return opens and (end - start > 1 or first.lower not in NO_LONE_NOUNS)
