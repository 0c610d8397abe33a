"""The content of an attribution: what stands before or after its source and cue."""

from collections.abc import Sequence

from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART
from analysis.attributions.tokens import (
    DASHES,
    Span,
    Token,
    Tokens,
)
from analysis.attributions.word_classes import (
    ADJUNCT_PREPOSITIONS,
    ADVERBS,
    CLAUSE_OPENERS,
    COORDINATORS,
    DAY_PARTS,
    DAYS,
    DETERMINERS,
    PERIODS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    list_words,
)

EDGES = frozenset([",", ";", ":", *DASHES])
NO_ADDRESSEES = CLAUSE_OPENERS | PRONOUNS | PREPOSITIONS
ADJUNCT_STARTS = PREPOSITIONS | SUBORDINATORS | ADVERBS | COORDINATORS
RECENT = PERIODS | DAYS | {"this", "that"}
# After a comma, these open a clause of the outlet's own (*he said, which surprised many*).
OWN_CLAUSES = list_words(
    "which who whom whose where as while although though whereas according compared despite"
)
CONCESSIVES = list_words("while although though after when as since because before if")
# After the comma behind a cue, these open no content (*..., he said, referring to the strike*).
NO_CONTENT = list_words(
    "who which referring adding noting while though citing as when according after before"
)
ADJUNCT_PARTICIPLES = list_words("asked speaking referring citing writing when")
TIME_ADVERBS = list_words("afterward afterwards again also then recently back bluntly")
# A content that is a noun phrase (*announced a truce on Monday*) ends before these.
AFTER_NAMED = list_words("after during when while before as amid that and but")
NAMED_PREPOSITIONS = list_words("of out about against on back")
INFINITIVE = PART["VINF"]
NO_ADDRESSEE = CLAUSE_OPENERS | {":", ",", "to"}
SHORT = 2  # words: what stands before a source and is no longer than this is an adjunct
REACH = 25  # tokens after a cue among which a verb shows that the content is a clause
TOPIC_PREPOSITIONS = list_words("about of upon on")
NO_TOPICS = list_words("this that condition behalf twitter facebook television tv")
MAX_ADDRESSEE = 5  # words of a noun phrase that is skipped after a preposition


def trim_edges(tokens: Tokens, start: int, end: int) -> Span:
    """A range without the punctuation at its edges; quotation marks stay."""
    while start < end and (tokens[start].text in EDGES or tokens[start].text == "."):
        start += 1
    while start < end and tokens[end - 1].text in EDGES:
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
    opens = before in EDGES - {";"} or (place <= 2 and first in COORDINATORS)
    is_adjunct = first in ADJUNCT_STARTS or before == ":"
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
    if not words:
        return 0
    if tokens.marks and any(token.quoted for token in tokens[:last]):
        return source
    if words[0].lower in ADJUNCT_PARTICIPLES or (len(words) <= SHORT and not is_answer(words)):
        return 0
    if words[0].lower in PREPOSITIONS and not (tokens.verbs and tokens.verbs[0] < last):
        return 0
    return source


def is_answer(words: Sequence[Token]) -> bool:
    return words[0].lower in ("yes", "no", "sorry", "never", "maybe", "nonsense")


def skip_adjuncts(tokens: Tokens, start: int, cue: Cue) -> int:
    """The place after a cue where its content may begin: behind addressee, time and place.

    The place may hold a comma, colon or full stop.
    """
    place, n = start, len(tokens)
    if "addressee" in cue.uses and place < n:
        place = skip_addressee(tokens, place)
    for _ in range(6):
        if place >= n:
            break
        step = skip_adjunct(tokens, place)
        if step == place:
            break
        place = step
        if place < n and is_content_start(tokens, place):
            break
    return place


def is_content_start(tokens: Tokens, place: int) -> bool:
    token = tokens[place]
    if token.lower == "to" and place + 1 < len(tokens) and tokens[place + 1].part == INFINITIVE:
        return True
    return token.in_quotation or token.lower in CLAUSE_OPENERS or token.text in ",:.?!;"


def skip_addressee(tokens: Tokens, start: int) -> int:
    """The end of the addressee of a cue (*told reporters*, *told the paper's editor of culture*)."""
    token, n, place = tokens[start], len(tokens), start
    if token.is_mark or token.lower in NO_ADDRESSEE:
        return start
    if token.lower in PRONOUNS:
        has_verb = start + 1 < n and tokens[start + 1].is_predicate
        return start + (not has_verb)
    if token.is_word:
        place += token.lower in DETERMINERS
        while place < n and continues_addressee(tokens, start, place):
            place += 1
        if place < n and tokens[place].lower == "of":
            place += 1
            closed = NO_ADDRESSEES
            while place < n and tokens[place].is_word and tokens[place].lower not in closed:
                place += 1
    return place


def continues_addressee(tokens: Tokens, start: int, place: int) -> bool:
    token = tokens[place]
    possessive = token.lower in ("'s", "’s")
    if not (token.is_word or possessive):
        return False
    if token.lower in NO_ADDRESSEES or token.lower == "to":
        return False
    if token.lower in DETERMINERS and place > start:
        return False
    before = tokens[place - 1]
    if not token.is_capital or place == start:
        return True
    return before.is_capital or before.lower in DETERMINERS or before.lower in ("'s", "’s")


def skip_adjunct(tokens: Tokens, place: int) -> int:
    """The end of one adjunct that starts at a place; the place itself if none does."""
    token, n = tokens[place], len(tokens)
    if token.text in DASHES:
        closing = place + 1
        while closing < n and tokens[closing].text not in DASHES:
            closing += 1
        if closing < n - 1:
            return closing + 1
    if is_content_start(tokens, place):
        return place
    if token.is_time:
        place += 1
        while place < n and (tokens[place].lower in DAY_PARTS or tokens[place].text.isdigit()):
            place += 1
        return place
    follows = tokens[place + 1].lower if place + 1 < n else ""
    if token.lower in ("last", "this", "earlier", "later") and follows in RECENT:
        return place + 2
    if (token.lower.endswith("ly") and token.is_small) or token.lower in TIME_ADVERBS:
        return place + 1
    if token.is_adverb and follows and tokens[place + 1].is_time:
        return place + 1
    if token.lower not in ADJUNCT_PREPOSITIONS or follows in ("least", "most"):
        return place
    return skip_prepositional(tokens, place)


def skip_prepositional(tokens: Tokens, start: int) -> int:
    """The end of a prepositional phrase: at what opens the content, else behind one noun phrase."""
    n = len(tokens)
    place = start + 1
    while place < n and not (is_content_start(tokens, place) and tokens[place].text not in ".?!"):
        if tokens[place].text in DASHES:
            break
        place += 1
    if place < n and tokens[place].text != ";" and tokens[place].text not in DASHES:
        return place
    place = start + 1
    if place < n and tokens[place].lower in DETERMINERS:
        place += 1
    count, closed = 0, PRONOUNS | PREPOSITIONS | DETERMINERS
    while place < n and count < MAX_ADDRESSEE and tokens[place].is_word:
        token, before = tokens[place], tokens[place - 1]
        if token.lower in closed or (count and place > start + 1 and token.is_capital > before.is_capital):
            break
        place, count = place + 1, count + 1
    return place


def find_named_content(tokens: Tokens, start: int) -> Span:
    """The noun phrase that a cue has as its content (*announced a truce on Monday*: *a truce*)."""
    n = len(tokens)
    start += start < n and tokens[start].lower in NAMED_PREPOSITIONS
    end = start
    while end < n and not (tokens[end].text in EDGES - {":"} and not tokens[end].quoted):
        if end > start and tokens[end].lower in ("in", "on") and end + 1 < n and tokens[end + 1].is_time:
            break
        if end > start + 1 and (tokens[end].lower in AFTER_NAMED or tokens[end].is_time):
            break
        end += 1
    return start, end


def find_asked_content(tokens: Tokens, start: int) -> Span:
    """The content of *ask* and *claim to* without a clause: up to the next comma."""
    n = len(tokens)
    start += start < n and tokens[start].lower in ("for", "about")
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
    for place in range(start, min(end, start + REACH)):
        token = tokens[place]
        if token.is_predicate:
            if has_noun and not skips:
                return True
            skips = max(skips - 1, 0)
        elif token.lower in RELATIVES and has_noun:
            skips += 1
        elif token.text == "," and place + 1 < end:
            if tokens[place + 1].lower not in RELATIVES and not is_opening_clause(tokens[start]):
                return False
        elif token.text in (";", ":", "."):
            if token.text != "." or place > end - 2:
                return False
        has_noun |= token.is_nominal or token.lower == "there"
    return False


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


def find_own_clause(tokens: Tokens, content: Span, source: int) -> int:
    """Where indirect content after a cue ends: at a comma that opens a clause of the outlet's own."""
    start, end = content
    if not tokens.edges or tokens.edges[-1] < start + 2:
        return end
    is_within_clause = is_in_opening_clause(tokens, source)
    verb = next((place for place in tokens.verbs if place >= start and tokens[place].is_predicate), end)
    for place in tokens.edges:
        if place < start + 2 or place >= end - 1 or tokens[place].quoted:
            continue
        if verb < place and (is_within_clause or ends_at_edge(tokens, place, end, source)):
            return place
    return end


def ends_at_edge(tokens: Tokens, place: int, end: int, source: int) -> bool:
    """Whether a comma, semicolon or dash parts the content from a clause of the outlet's own."""
    text, follows = tokens[place].text, tokens[place + 1]
    if text == ";":
        return True
    if text == ",":
        return not follows.quoted and (
            follows.lower in OWN_CLAUSES or opens_own_sentence(tokens, place + 1, source)
        )
    return tokens.starts[place] > tokens.ends[place - 1] and not any(
        tokens[edge].text in DASHES and not tokens[edge].quoted
        for edge in tokens.edges
        if place + 1 < edge < end
    )


def is_in_opening_clause(tokens: Tokens, source: int) -> bool:
    """Whether a source stands in a clause such as *although he said ...,* that another clause follows."""
    for token in reversed(tokens[max(0, source - 6) : source]):
        if token.text in (",", ";") or token.is_mark or token.is_verb:
            return False
        if token.lower in CONCESSIVES:
            return True
    return False


def opens_own_sentence(tokens: Tokens, place: int, source: int) -> bool:
    """Whether a clause follows whose subject is a pronoun or the source's name.

    *He said it was late, but he left*; *Orlov said it was late, but Orlov left*.
    """
    if place + 2 >= len(tokens):
        return False
    first = tokens[place].lower
    if first == "even":
        return tokens[place + 1].lower == "though"
    if first not in ("and", "but"):
        return False
    if tokens[place + 1].is_capital and tokens[place + 1].text == tokens[source].text:
        return tokens[place + 2].is_verb
    return tokens[place + 1].lower in ("he", "she", "they", "it", "we") and tokens[place + 2].is_verb
