"""Headlines with their speaker at a dash or a colon (*Bridge closed - mayor*, *Orlov: no ships*)."""

from collections.abc import Sequence

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.rules.bare.restarts import AGENCIES, skip_headline
from analysis.attributions.rules.contents import LINK
from analysis.attributions.rules.marks.colons import COLON, SHORTEST, find_colon
from analysis.attributions.tokens import DASHES, STOPS, Span, Tokens, has_verb
from analysis.matching.word_lists import list_words

SITES = list_words("youtube facebook twitter instagram video videos photos live")
BODIES = list_words("ngo monitor monitors watchdog group observatory defence defense cross crescent")
SOURCE_MODIFIERS = list_words(
    "state medical monitoring civil local red rights military security official war"
)
MAX_HEADLINE_SOURCE = 4  # words behind the dash of a headline
LONGEST_LABEL = 6  # tokens of the speaker at a colon
HEADLINE = Cue("-", "neutral", frozenset(), is_noun=False)


def is_headline_end(word: str) -> bool:
    """Whether a word may follow a headline that is glued to a sentence (`read_glued_headlines`)."""
    return word == "Tags" or (word[:1].isupper() and word.lower() in AGENCIES)


def read_headline(tokens: Tokens) -> list[Attribution]:
    """*Bridge closed for a week - mayor*: a headline with its source behind a dash."""
    n = len(tokens)
    dash = next((place for place in range(n - 1, 2, -1) if tokens[place].text in DASHES), 0)
    if dash < 3 or not 1 <= n - 1 - dash <= MAX_HEADLINE_SOURCE or not tokens[-1].is_word:
        return []
    if tokens.starts[dash] == tokens.ends[dash - 1] or tokens.starts[dash + 1] == tokens.ends[dash]:
        return []
    words = tokens[dash + 1 :]
    if words[-1].lower in SITES:
        return []
    is_source = words[-1].is_source_word or all(token.is_capital for token in words)
    if not is_source or any(token.is_verb or not token.is_word for token in words):
        return []
    return [Attribution((dash + 1, n), (dash, dash + 1), ((0, dash),), dash, HEADLINE, "left")]


def read_headline_colon(tokens: Tokens, named: Sequence[Span]) -> list[Attribution]:
    """*Orlov: the bridge is closed* and *Bridge closed: officials*, in a headline.

    `named` are the places of the persons and bodies that the headline names.
    """
    colon, n = find_colon(tokens), len(tokens)
    last = next((place for place in range(n - 2, 0, -1) if tokens[place].text == ":"), 0)
    if tokens[-1].text in STOPS:
        return []
    if colon and is_speaker(tokens, (0, colon), named) and is_text(tokens, colon + 1, n):
        return [Attribution((0, colon), (colon, colon + 1), ((colon + 1, n),), colon, COLON, "right")]
    if last > SHORTEST and is_speaker(tokens, (last + 1, n), named) and is_text(tokens, 0, last):
        return [Attribution((last + 1, n), (last, last + 1), ((0, last),), last, COLON, "left")]
    return []


def read_glued_headlines(tokens: Tokens) -> list[Attribution]:
    """*Two dead in blast monitor AFP Monday 3 Oct 2014 Two people ...*: headlines that lost their marks.

    A source stands before an agency and its date, or behind a dash and before *Tags*.
    """
    found = []
    for place in range(SHORTEST, len(tokens) - 1):
        is_dateline = tokens[place].lower in AGENCIES and tokens[place + 1].is_time
        start = place
        if is_dateline:
            while start > place - MAX_HEADLINE_SOURCE and names_source(tokens, start - 1):
                start -= 1
        elif tokens[place].text == "Tags":
            start = next((dash + 1 for dash in range(place - 2, 0, -1) if tokens[dash].text in DASHES), place)
        if not SHORTEST <= start < place or place - start > MAX_HEADLINE_SOURCE:
            continue
        if not (tokens[place - 1].is_source_word or tokens[place - 1].lower in BODIES):
            continue
        end = start - (tokens[start - 1].text in DASHES or tokens[start - 1].cue is not None)
        opening = skip_headline(tokens, (0, end)) if is_dateline else find_title_start(tokens, end)
        if opening < end:
            found.append(Attribution((start, place), (start, place), ((opening, end),), start, COLON, "left"))
    return found


def names_source(tokens: Tokens, place: int) -> bool:
    """Whether a word belongs to the source at the end of a headline (*state media*, *Medical source*)."""
    word = tokens[place].lower
    return place > 0 and (tokens[place].is_source_word or word in SOURCE_MODIFIERS or word in BODIES)


def find_title_start(tokens: Tokens, end: int) -> int:
    """Where a headline that ends at a place begins: its longer words have capitals."""
    start = end
    while start > 0 and (tokens[start - 1].is_capital or tokens[start - 1].text.isdigit()):
        start -= 1
        if start > 1 and tokens[start - 1].is_small and len(tokens[start - 1].text) <= LINK:
            start -= tokens[start - 2].is_capital
    return start


def is_text(tokens: Tokens, start: int, end: int) -> bool:
    """Whether words say something, and are no list of names (*Sources: Reuters, Agence France*)."""
    return has_verb(tokens, start, end) or any(
        token.is_small and token.is_plain for token in tokens[start:end]
    )


def is_speaker(tokens: Tokens, span: Span, named: Sequence[Span]) -> bool:
    """Whether a few words are a speaker, by their last word, and nothing else."""
    start, end = span
    if not 0 < end - start <= LONGEST_LABEL or any(token.is_predicate for token in tokens[start:end]):
        return False
    place = tokens.starts[end - 1]
    return tokens[end - 1].is_source_word or any(opening <= place < closing for opening, closing in named)
