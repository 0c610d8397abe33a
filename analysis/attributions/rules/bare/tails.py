"""Where content ends in a sentence without commas: before what the outlet adds to it."""

from analysis.attributions.grammar.parts import INFINITIVE, PART
from analysis.attributions.tokens import Span, Tokens
from analysis.attributions.word_classes import NOT
from analysis.matching.word_lists import list_words

# They open what the outlet says of the saying (*adding that*, *citing a witness*).
FURTHER = list_words("citing charging quoting referring calling describing")
CONCESSIONS = list_words("although though but")
TAIL_WORDS = FURTHER | CONCESSIONS | {"without", "while"}
SPEAKERS = list_words("he she it they")
# What a source did not do (*although he gave no toll*, *but he did not elaborate*).
WITHHOLDING = list_words("gave did declined provided had could offered")
DETAILS = list_words(
    "giving providing elaborating specifying naming identifying mentioning saying offering going citing"
)
ANSWERS = list_words("elaborate give say specify provide name identify mention")
SHORTEST = 2  # tokens of the content before


def find_own_tail(tokens: Tokens, content: Span) -> int:
    """Where content behind a cue ends: before a participle or a clause that says how it was said."""
    start, end = content
    for place in range(start + SHORTEST, end - 1):
        token, follows = tokens[place], tokens[place + 1].lower
        if token.lower not in TAIL_WORDS or token.quoted:
            continue
        if token.lower in FURTHER and token.part == PART["VBG"] and tokens[place - 1].part != INFINITIVE:
            return place  # not *would consider charging the gunman*
        if token.lower == "without" and follows in DETAILS:
            return place
        if token.lower == "while" and follows == "speaking":
            return place
        if token.lower == "but" and is_withheld(tokens, place + 1, end):
            return place
        concedes = token.lower in CONCESSIONS and follows in SPEAKERS
        if concedes and place + 2 < end and tokens[place + 2].lower in WITHHOLDING:
            return place
    return end


def is_withheld(tokens: Tokens, start: int, end: int) -> bool:
    """Whether words say that the source gave no more (*had no number*, *did not elaborate*)."""
    words = [token.lower for token in tokens[start : min(start + 3, end)]]
    if len(words) < 2 or words[0] not in WITHHOLDING:
        return False
    return words[1] == "no" or (words[1] in NOT and words[-1] in ANSWERS)
