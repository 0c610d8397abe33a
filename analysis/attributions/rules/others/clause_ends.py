"""Where the clause of a word begins and ends."""

from itertools import pairwise

from analysis.attributions.grammar.parts import PART
from analysis.attributions.rules.contents import opens_clause
from analysis.attributions.tokens import EDGES, Tokens
from analysis.attributions.word_classes import CLAUSE_OPENERS, COORDINATORS, RELATIVES, SUBORDINATORS
from analysis.matching.word_lists import list_words

# Behind a comma these go on with the clause (*killed ten, including a child*).
GOING_ON = list_words("including among mostly most some")
WHOLES = list_words("them those these whom which")
SHARE = 5  # tokens: *and half of those*
DEPENDENT = list_words(
    "as after because before if since though although unless until when where while who which"
)
JOINTS = DEPENDENT | COORDINATORS
OPENERS = CLAUSE_OPENERS | COORDINATORS | RELATIVES | SUBORDINATORS


def find_clause_end(tokens: Tokens, start: int) -> int:
    """The end of a clause: at a comma, semicolon or dash that does not go on with it."""
    n = next((place for place in range(start, len(tokens) - 1) if tokens[place].text[0] == "."), len(tokens))
    for edge in tokens.edges:
        if edge <= start or tokens[edge].quoted or edge >= n:
            continue
        follows = tokens[edge + 1] if edge + 1 < n else None
        goes_on = follows is not None and (follows.part == PART["VBG"] or follows.lower in GOING_ON)
        goes_on |= gives_share(tokens, edge + 1)
        if tokens[edge].text != "," or not goes_on:
            return edge
    return n


def gives_share(tokens: Tokens, start: int) -> bool:
    """Whether a part of what is counted follows (*killed ten, two of them children*)."""
    words = [token.lower for token in tokens[start : start + SHARE]]
    return any(link == "of" and whole in WHOLES for link, whole in pairwise(words))


def find_main_end(tokens: Tokens, start: int) -> int:
    """The end of a clause without the clauses that depend on it or follow (*killed two as they fled*)."""
    end = find_clause_end(tokens, start)
    joints = (place for place in range(start + 1, end) if tokens[place].lower in JOINTS)
    return next((place for place in joints if opens_clause(tokens, place + 1, end)), end)


def find_phrase_end(tokens: Tokens, start: int) -> int:
    """The end of a phrase: at the end of its clause, or at a verb."""
    end = find_clause_end(tokens, start)
    return next((verb for verb in tokens.verbs if start < verb < end and tokens[verb].is_predicate), end)


def find_clause_start(tokens: Tokens, end: int) -> int:
    """The start of the clause that goes up to a place: behind a comma, a mark or a word such as *that*."""
    start = end
    while start > 0:
        before = tokens[start - 1]
        if before.text in EDGES or before.text == ":" or before.in_quotation or before.lower in OPENERS:
            break
        start -= 1
    return start
