"""The tokens of a sentence, with what the rules for attributions ask of each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from analysis.attributions.cues import Cue, list_forms
from analysis.attributions.word_classes import (
    AUXILIARIES,
    DAYS,
    PARTICIPLES_NOT_OF_ACTS,
    PRONOUNS,
    VERB_FORMS,
)

TOKEN = re.compile(r"\w+(?:[’'\-.&/]\w+)*\.?(?<=\b[A-Z]\.)|\w+(?:[’'\-&/.,](?=\w)\w+)*|``|''|[^\w\s]")
CLITIC = re.compile(r"(.+?)([’'](?:s|ve|d|ll|re|m|S)|n[’']t)$")
DOUBLE_MARKS = frozenset(["“", "”", '"', "''", "``", "„", "«", "»"])
MARKS = DOUBLE_MARKS | {"‘", "’", "'"}
POSSESSIVES = frozenset(["'s", "’s"])
DASHES = frozenset("-–—")
STOPS = frozenset(".?!")

Span: TypeAlias = tuple[int, int]


# Not frozen: to make a frozen object takes three times as long, and a corpus has millions of them.
@dataclass(slots=True, eq=False)
class Token:
    """One word or mark of a sentence.

    Parameters
    ----------
    text, lower : str
        The token as written, and in small letters.
    start, end : int
        Its places in the article's text.
    quoted : bool
        Whether it stands inside quotation marks.
    is_mark : bool
        Whether it is a quotation mark.
    cue : Cue or None
        The cue that the word is a form of.
    is_possessive : bool
        Whether it is the *'s* of a noun, not of a pronoun (*he's*).
    """

    text: str
    lower: str
    start: int
    end: int
    quoted: bool = False
    is_mark: bool = False
    cue: Cue | None = None
    is_possessive: bool = False

    @property
    def is_speech_verb(self) -> bool:
        """Whether the form is a verb of speech and nothing else."""
        return self.cue is not None and self.cue.is_speech and not self.cue.is_noun

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_small(self) -> bool:
        return self.text[0].islower()

    @property
    def in_quotation(self) -> bool:
        """Whether the token is part of a quotation, its marks included."""
        return self.quoted or self.is_mark

    @property
    def is_time(self) -> bool:
        return self.lower in DAYS

    @property
    def is_verb(self) -> bool:
        """Whether the form alone shows a finite verb or a participle (*was*, *went*, *shelled*)."""
        return self.is_finite or (self.is_small and self.lower.endswith("ed"))

    @property
    def is_finite(self) -> bool:
        return not self.is_possessive and (self.lower in AUXILIARIES or self.lower in VERB_FORMS)


Tokens: TypeAlias = Sequence[Token]


def parse_spans(text: str) -> list[Span]:
    """The spans of a text column such as `quote_spans`.

    >>> parse_spans("0-7 20-31")
    [(0, 7), (20, 31)]
    """
    pairs = (span.split("-") for span in text.split())
    return [(int(start), int(end)) for start, end in pairs]


def tokenize(
    text: str, offset: int = 0, quote_spans: str = "", *, forms: Mapping[str, Cue] | None = None
) -> list[Token]:
    """The tokens of a sentence that starts at `offset`; a clitic is a token of its own.

    `forms` are the forms of the cues; those of the list by default.

    >>> [token.text for token in tokenize("Gen. Milley's aide hasn't said 3.5, he said.")]
    ['Gen', '.', 'Milley', "'s", 'aide', 'has', "n't", 'said', '3.5', ',', 'he', 'said', '.']
    """
    find_cue = list_forms().get if forms is None else forms.get
    spans = parse_spans(quote_spans)
    bounds = {place for span in spans for place in span}
    tokens: list[Token] = []
    end = 0
    for part in split_words(text):
        start = text.find(part, end)
        end, lower = start + len(part), part.lower()
        token = Token(part, lower, start + offset, end + offset, False, False, find_cue(lower))
        if part in MARKS:
            token.is_mark = part in DOUBLE_MARKS or start in bounds or end in bounds
        elif part in POSSESSIVES and tokens:
            token.is_possessive = tokens[-1].lower not in PRONOUNS
        tokens.append(token)
    for opening, closing in spans:
        for token in tokens:
            token.quoted |= opening <= token.start - offset < closing
    return tokens


def split_words(text: str) -> list[str]:
    """The words and marks of a text, in order."""
    words = TOKEN.findall(text)
    if "'" not in text and "’" not in text:
        return words
    clitics = (CLITIC.match(word) for word in words)
    pairs = zip(words, clitics, strict=True)
    return [part for word, clitic in pairs for part in (clitic.groups() if clitic else (word,))]


def has_auxiliary(tokens: Tokens, start: int, end: int) -> bool:
    return any(token.lower in AUXILIARIES for token in tokens[start:end])


def has_verb(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a range of tokens has a word whose form shows a verb."""
    return any(token.is_verb and token.lower not in PARTICIPLES_NOT_OF_ACTS for token in tokens[start:end])


def has_quotation(tokens: Tokens, start: int, end: int) -> bool:
    return any(token.in_quotation for token in tokens[start:end])


def find_comma(tokens: Tokens, start: int, end: int) -> int:
    """The place of the first comma of a range, or its end."""
    return next((place for place in range(start, end) if tokens[place].text == ","), end)


def follows_quotation(tokens: Tokens, place: int) -> bool:
    """Whether a quotation ends before this place, with or without a comma after its mark."""
    before = place - 1
    if before < 0:
        return False
    if tokens[before].in_quotation:
        return True
    return tokens[before].text == "," and before >= 1 and tokens[before - 1].in_quotation
