"""The tokens of a sentence, with what the rules for attributions ask of each."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import TypeAlias

from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART
from analysis.attributions.word_classes import (
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    NO_ADVERBS,
    PARTICIPLES_NOT_OF_ACTS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TEXT_OPENERS,
    VERB_FORMS,
)

DOUBLE_MARKS = frozenset(["“", "”", '"', "''", "``", "„", "«", "»"])
SINGLE_MARKS = frozenset("‘’'")
POSSESSIVES = frozenset(["'s", "’s"])
DASHES = frozenset("-–—")
STOPS = frozenset(".?!")
FINITE = frozenset([PART["VFIN"], PART["AUX"]])
VERBS = FINITE | {PART["VBN"]}
LIKE_VERBS = VERBS | {PART["VINF"]}
VERBAL = frozenset(PART[name] for name in ("VFIN", "VINF", "AUX", "VBG", "VBN"))
PLAIN = frozenset(PART[name] for name in ("NOUN", "PROPN", "ADJ", "NUM", "DET"))
CLOSED = COORDINATORS | PREPOSITIONS | SUBORDINATORS | AUXILIARIES | (PRONOUNS - DETERMINERS)
PROVING = PRONOUNS | DETERMINERS | {"how", "whether", "to"}
LEADING = (PRONOUNS - DETERMINERS) | AUXILIARIES | {"to", "not", "also", "all", "some", "many"}
# They are no words in capitals: the Islamic State, the United States, the World Health Organization.
ABBREVIATIONS = frozenset(["IS", "US", "WHO"])
NOT_FINITE = frozenset(["be", "been", "being"])
NOMINAL = frozenset(PART[name] for name in ("NOUN", "PROPN", "ADJ", "NUM", "PRON"))

Span: TypeAlias = tuple[int, int]
# Rules ask these of many tokens.
IS_PREDICATE, IN_QUOTATION = attrgetter("is_predicate"), attrgetter("in_quotation")

EDGES = frozenset([",", ";", *DASHES])
# Bits of `Token.bits`. What `PROVES` a cue that looks like a noun to be a verb stands behind it; what `LEADS`
# it stands before it.
EDGE, MARK, VERB, CUE, NOUN_CUE, PROVES, LEADS = 1, 2, 4, 8, 16, 32, 64
# The same for a view (*in the words of*), and for a third person behind a name (*the Post reports*).
VIEW, OPENS_VIEW, THIRD, NAME = 128, 256, 512, 1024
TAKES_OF, IS_OF = 2048, 4096  # *accusations*, *of*
# A cue that counts only before *that* (*showed that*, *as shown by*), and what may stand behind it.
NEEDS_THAT, OPENS_THAT = 8192, 16384
BEHIND_THAT = frozenset(["that", "how", "whether", "by"])


class Token:
    """One word or mark of a sentence, without its place. Tokens that are alike are one object.

    Parameters
    ----------
    text : str
        The token as written.
    part : int
        Its part of speech, as its place in `PARTS`.
    quoted : bool
        Whether it stands inside quotation marks.
    is_mark : bool
        Whether it is a quotation mark.
    is_possessive : bool
        Whether it is the *'s* of a noun, not of a pronoun (*he's*).
    cue : Cue or None
        The cue that the word is a form of.
    is_source_word : bool
        Whether the word heads sources without a name (*officials*).

    Attributes
    ----------
    is_speech_verb : bool
        Whether the form is a verb of speech and nothing else.
    in_quotation : bool
        Whether the token is part of a quotation, its marks included.
    is_finite, is_verb : bool
        Whether it is a finite verb; or one or a participle of the past.
    is_adverb, is_nominal : bool
        Whether it is an adverb; whether a noun phrase may end with it.
    is_predicate : bool
        Whether it is a finite verb, and not *be, been, being*.
    opens_text : bool
        Whether the word opens a sentence and is written with a capital nowhere else but in titles.
    is_plain : bool
        Whether it is a noun, adjective or determiner that a noun phrase always goes on with.
    bits : int
        The properties by which the lists of `Tokens` are made.
    """

    __slots__ = (
        "bits",
        "cue",
        "in_quotation",
        "is_adverb",
        "is_capital",
        "is_finite",
        "is_mark",
        "is_nominal",
        "is_plain",
        "is_possessive",
        "is_predicate",
        "is_small",
        "is_source_word",
        "is_speech_verb",
        "is_time",
        "is_verb",
        "is_word",
        "lower",
        "opens_text",
        "part",
        "quoted",
        "text",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        part: int,
        *,
        quoted: bool,
        is_mark: bool,
        is_possessive: bool,
        cue: Cue | None,
        is_source_word: bool,
    ) -> None:
        self.text, self.part = text, part
        self.lower = text if text in ABBREVIATIONS else text.lower()
        self.quoted, self.is_mark, self.is_possessive = quoted, is_mark, is_possessive
        self.in_quotation = quoted or is_mark
        self.cue, self.is_source_word = cue, is_source_word
        self.is_word = text[0].isalnum()
        self.is_capital, self.is_small = text[0].isupper(), text[0].islower()
        self.is_time = self.lower in DAYS
        self.opens_text = self.lower.partition("-")[0] in TEXT_OPENERS
        self.is_speech_verb = cue is not None and cue.is_speech and not cue.is_noun
        self.is_finite = not is_possessive and (
            self.lower in AUXILIARIES
            or (self.is_small and (part in FINITE or (part in LIKE_VERBS and self.lower in VERB_FORMS)))
        )
        self.is_predicate = self.is_finite and self.lower not in NOT_FINITE
        self.is_verb = self.is_finite or (self.is_small and part in VERBS)
        self.is_adverb = self.lower in ADVERBS or (
            self.is_small
            and self.lower not in NO_ADVERBS
            and (part == PART["ADV"] or self.lower.endswith("ly"))
        )
        self.is_nominal = part in NOMINAL
        is_free = cue is None or cue.is_loose  # *hope*, *term*: as other nouns
        self.is_plain = (
            self.is_word and not self.is_verb and part in PLAIN and self.lower not in CLOSED and is_free
        )
        self.bits = self.sum_bits()

    def sum_bits(self) -> int:
        """The properties by which the lists of `Tokens` are made."""
        cue = self.cue
        is_cue = cue is not None and not self.quoted
        looks_nominal = cue is not None and cue.may_be_noun and self.part not in VERBAL
        proves = self.is_mark or self.text in ",:" or self.lower in PROVING
        bits = EDGE * (self.text in EDGES) + MARK * self.is_mark + VERB * self.is_verb
        return bits + (
            CUE * is_cue
            + NOUN_CUE * (is_cue and looks_nominal)
            + PROVES * proves
            + LEADS * (self.lower in LEADING)
            + VIEW * (cue is not None and cue.is_view)
            + OPENS_VIEW * (self.text in ",." or self.lower == "of")
            + TAKES_OF * (cue is not None and "of" in cue.uses)
            + NEEDS_THAT * (cue is not None and "that" in cue.uses)
            + OPENS_THAT * (self.lower in BEHIND_THAT)
            + IS_OF * (self.lower == "of")
            + THIRD * self.lower.endswith("s")
            + NAME * (self.part == PART["PROPN"])
        )

    def __repr__(self) -> str:
        return f"Token({self.text!r})"


class Tokens(list[Token]):
    """The tokens of a sentence.

    Attributes
    ----------
    starts, ends : sequence of int
        The places of each token in the article's text.
    edges, marks, verbs, cues : list of int
        Which tokens are commas, semicolons and dashes; quotation marks; verbs (`is_verb`); cues outside
        quotation marks that may be more than nouns.
    """

    __slots__ = ("cues", "edges", "ends", "marks", "starts", "verbs")

    def __init__(
        self, tokens: Iterable[Token], starts: Sequence[int], ends: Sequence[int], *places: list[int]
    ) -> None:
        super().__init__(tokens)
        self.starts, self.ends = starts, ends
        self.edges, self.marks, self.verbs, self.cues = places

    def find_places(self, span: Span) -> Span:
        """The places in the article's text of a range of tokens."""
        return self.starts[span[0]], self.ends[span[1] - 1]


@lru_cache(maxsize=2**12)
def parse_spans(text: str) -> tuple[Span, ...]:
    """The spans of a text column such as `quote_spans`.

    >>> parse_spans("0-7 20-31")
    ((0, 7), (20, 31))
    """
    pairs = (span.split("-") for span in text.split())
    return tuple((int(start), int(end)) for start, end in pairs)


def has_verb(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a range of tokens has a verb."""
    for place in tokens.verbs:
        if place >= end:
            return False
        if place >= start and tokens[place].lower not in PARTICIPLES_NOT_OF_ACTS:
            return True
    return False


def has_predicate(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a range of tokens has a finite verb (`is_predicate`)."""
    return any(map(IS_PREDICATE, tokens[start:end]))


def has_quotation(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(map(IN_QUOTATION, tokens[start:end]))


def find_comma(tokens: Sequence[Token], start: int, end: int) -> int:
    """The place of the first comma of a range, or its end."""
    return next((place for place in range(start, end) if tokens[place].text == ","), end)


def follows_quotation(tokens: Sequence[Token], place: int) -> bool:
    """Whether a quotation ends before this place, with or without a comma after its mark."""
    before = place - 1
    if before < 0:
        return False
    if tokens[before].in_quotation:
        return True
    return tokens[before].text == "," and before >= 1 and tokens[before - 1].in_quotation
