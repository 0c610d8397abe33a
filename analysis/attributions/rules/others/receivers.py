"""Receivers of letters, which are no sources."""

from analysis.attributions.tokens import Span, Tokens, has_predicate
from analysis.attributions.word_classes import list_words

LETTERS = list_words("letter letters message messages telegram")
SHORTEST = 5  # tokens: *Orlov in letters to*
RECEIVER = 20  # tokens between a letter and the last of its receivers


def skip_receiver(tokens: Tokens, source: Span) -> Span:
    """The subject before a letter in place of whom it was sent to (*Orlov in a letter to the UN stated*)."""
    if tokens.edges or source[0] < SHORTEST:
        return source
    first = max(0, source[0] - RECEIVER) + 1
    before = [token.lower for token in tokens[first : source[0] + 1]]
    if LETTERS.isdisjoint(before):
        return source
    letter = max(first + place for place, word in enumerate(before) if word in LETTERS)
    opening = next(
        (place for place in range(letter, max(0, letter - 4), -1) if tokens[place].lower == "in"), 0
    )
    links = [token.lower for token in tokens[letter + 1 : min(letter + 4, source[0])]]
    if not opening or "to" not in links or has_predicate(tokens, 0, opening):
        return source
    return 0, opening
