"""The tokens of sentences as the name tagger reads them: arrays with one value per token."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.tagger.words import JOINERS, spell_calmly
from analysis.text.words import Words

DASHES = frozenset("-–—")
# A sentence is in capitals if this share of its words is, and at least so many.
CAPITAL_SHARE, CAPITAL_WORDS = 0.6, 3


@dataclass(frozen=True)
class Tokens:
    """The tokens of some sentences, in text order.

    Attributes
    ----------
    forms : list of str
        The distinct forms. Words of a sentence in capitals stand here as running text spells them.
    code : array of int64
        The form of each token: its place in `forms`.
    lower : array of int64
        The form of each token in small letters; -1 if no token has it.
    sentence, document : array of int64
        Row of the sentence and number of the article of each token.
    start, end : array of int64
        Places in the text of the sentence.
    opens : array of bool
        The first token of its sentence that has a letter or digit.
    is_dash, is_hyphen : array of bool
        A dash between words; a hyphen in a word.
    is_tail : array of bool
        A word in small letters that is not common: it may end a name after a hyphen (*Kwok-kin*).
    joins : array of int
        How the token joins capitalised words (see `JOINER_WORDS`); 0: not.
    """

    forms: list[str]
    code: np.ndarray
    lower: np.ndarray
    sentence: np.ndarray
    document: np.ndarray
    start: np.ndarray
    end: np.ndarray
    opens: np.ndarray
    is_dash: np.ndarray
    is_hyphen: np.ndarray
    is_tail: np.ndarray
    joins: np.ndarray

    def cut(self, start: int, end: int) -> "Tokens":
        """The tokens from one place to another, with the same forms."""
        arrays = {name: values[start:end] for name, values in vars(self).items() if name != "forms"}
        return replace(self, **arrays)


class FormTraits(NamedTuple):
    """What is known about the spelling of a form, or of several forms, as arrays."""

    has_letter: np.ndarray
    is_upper: np.ndarray  # of two letters and more
    is_solid: np.ndarray  # has a letter or digit
    is_small: np.ndarray
    is_dash: np.ndarray
    joins: np.ndarray


def read_tokens(sentences: pd.DataFrame, words: Words, clusters: dict[str, int]) -> Tokens:
    """The tokens of sentences that are split into words; `clusters` holds the common words."""
    sentence = words.sentence.astype(np.int64)
    forms, code, traits = calm_capitals(words, sentence, clusters)
    start, end = words.start.astype(np.int64), words.end.astype(np.int64)
    is_glued = np.zeros(len(code) + 1, bool)  # to the token before
    is_glued[1:-1] = (start[1:] == end[:-1]) & (sentence[1:] == sentence[:-1])
    is_mark = traits.is_dash[code]
    is_dash = is_mark & ~(is_glued[:-1] & is_glued[1:])
    number = {form: place for place, form in enumerate(forms)}
    lower = np.fromiter((number.get(form, -1) for form in map(str.lower, forms)), np.int64, len(forms))
    is_rare = ~np.fromiter(map(clusters.__contains__, forms), bool, len(forms))
    return Tokens(
        forms=forms,
        code=code,
        lower=lower[code],
        sentence=sentence,
        document=pd.factorize(sentences["article_id"])[0][sentence],
        start=start,
        end=end,
        opens=find_openings(sentence, traits.is_solid[code], len(sentences)),
        is_dash=is_dash,
        is_hyphen=is_mark & ~is_dash,
        is_tail=(traits.is_small & is_rare)[code],
        joins=np.where(is_dash, 0, traits.joins[code]),
    )


def calm_capitals(
    words: Words, sentence: np.ndarray, clusters: dict[str, int]
) -> tuple[list[str], np.ndarray, FormTraits]:
    """The forms, the form of each token, and the traits, once sentences in capitals are spelt as text."""
    forms, code = words.forms, words.code.astype(np.int64)
    bits = words.map_distinct(describe_form, np.int64)
    traits = read_traits(bits)
    n_letters = np.bincount(sentence, traits.has_letter[code])
    n_upper = np.bincount(sentence, traits.is_upper[code])
    in_capitals = ((n_upper >= CAPITAL_SHARE * n_letters) & (n_upper >= CAPITAL_WORDS))[sentence]
    if not in_capitals.any():
        return forms, code, traits
    codes = np.unique(code[in_capitals]).tolist()
    number = {form: place for place, form in enumerate(forms)}
    calm = np.arange(len(forms))
    calm[codes] = [number.setdefault(spell_calmly(forms[n], clusters), len(number)) for n in codes]
    added = list(number)[len(forms) :]
    bits = np.append(bits, np.fromiter(map(describe_form, added), np.int64, len(added)))
    return [*forms, *added], np.where(in_capitals, calm[code], code), read_traits(bits)


def find_openings(sentence: np.ndarray, is_solid: np.ndarray, n_sentences: int) -> np.ndarray:
    """Which token is the first of its sentence that has a letter or digit."""
    first = np.full(n_sentences, -1)
    places = np.flatnonzero(is_solid)[::-1]
    first[sentence[places]] = places
    return first[sentence] == np.arange(len(sentence))


def describe_form(form: str) -> int:
    """The traits of one form as bits, in the order of `FormTraits`; `joins` is what the highest bits hold."""
    bits = [
        any(map(str.isalpha, form)), len(form) > 1 and form.isupper(), any(map(str.isalnum, form)),
        form.isalpha() and form.islower(), form in DASHES,
    ]  # fmt: skip
    return sum(bit << place for place, bit in enumerate(bits)) + (JOINERS.get(form.lower(), 0) << len(bits))


def read_traits(bits: np.ndarray) -> FormTraits:
    """The traits of forms from their bits, as arrays with one value per form."""
    flags = [(bits >> place & 1).astype(bool) for place in range(len(FormTraits._fields) - 1)]
    has_letter, is_upper, is_solid, is_small, is_dash = flags
    return FormTraits(has_letter, is_upper, is_solid, is_small, is_dash, bits >> len(flags))
