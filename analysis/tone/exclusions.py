"""Hits of a list that are no judgement of the teller: names, amounts, awards, corrections, other judges.

Every rule looks at the words beside a hit:

- a name or title (`Glory Square`, `the Great Patriotic War`, `Hero of Ukraine`): a capital letter that
  neither a sentence nor a headline explains;
- an amount or a state of things (`a good part`, `good weather`);
- an award (`the medal for courage`), whose praise is the giver's;
- the meaning of a name (`Neskuchne means not boring`);
- another sense of its word: a verb, a technical term, a word that is spoken of (`word_senses`);
- a correction notice (`an earlier version of this article wrongly said`), all of it;
- in narration, a judgement that the sentence gives to somebody else: a term that reports one (`condemned`;
  the list marks it `narration = no`), unless it follows `we`; what stands after a verb of judging
  (`described it as shameful`); what stands before a verb of saying that ends the sentence; questions; what
  the law says (`Article 52`); and posts on social media, which an outlet prints without marks.
"""

import re

import numpy as np
import pandas as pd

from analysis.matching.surroundings import AFTER, REACH, has, look_around, summarise_sentences
from analysis.text.chunks import list_texts
from analysis.text.words import Words
from analysis.tone.no_judgements import is_law, is_long_name, is_meaning, is_named_as
from analysis.tone.sense_kinds import ANIMAL, NOTED
from analysis.tone.word_kinds import (
    AMOUNT,
    AS,
    CAPITAL,
    CONTENT,
    CORRECTS,
    DASH,
    DEMONYM,
    FUNCTION,
    HONOUR,
    IDLES,
    INITIAL,
    JUDGES,
    JUDGES_AS,
    LAW,
    MEASURES,
    NAME_NOUN,
    OF,
    OPENER,
    POST,
    PREFIX,
    QUESTION,
    QUOTE,
    RELATIVE,
    SAYS,
    SO,
    SPEAKER,
    STATE,
    STOP,
    TITLE,
    describe_word,
)  # fmt: skip
from analysis.tone.word_senses import has_other_sense

CORRECTION = re.compile(
    r"""\b(?: (?:earlier|previous) \s versions? \s of
    | this \s (?:article|story|post|report|piece|item|page) \s (?:has \s been|was) \s (?:since\s)?
      (?:corrected|updated|amended|edited)
    | (?:incorrectly|wrongly|mistakenly|erroneously|misleadingly) \s (?:stated|said|reported|identified|
      spelled|spelt|attributed|referred|gave|named|described|listed|suggested|implied|put|dated|quoted)
    | misstated | misspelled | misspelt | misidentified | misattributed
    | we \s (?:sincerely\s)?(?:regret|apologi[sz]e \s for) \s (?:the|this|any) \s (?:error|mistake)s?
    | should \s (?:have \s)? (?:read|said) | the \s error \s was
    | (?:please|should \s be|is \s to \s be|kindly) \s disregard(?:ed)?
    | (?:corrects|fixes|amends|clarifies|removes|adds) \s [^.]* \b in \s (?:the\s)? (?:\w+\s)?
      (?:paragraphs?|paras?|headline|lead|intro|caption|byline|dateline|slug)
    )\b
    | ^\W*[(\[]\s*(?:corrects|refiles|fixes|amends|clarifies|removes|recasts|adds|updates)\b
    | ^\W*(?:(?:an?|the|one|two)\s)? (?:line|sentences?|passages?|paragraphs?|quotations?)
      \s (?:[\w,]+\s){0,15} (?:has|have|was|were) \s (?:been\s)? (?:since\s)?
      (?:removed|deleted|taken \s out|withdrawn)\b
    | ^\W*(?:corrections?|clarifications?|editor'?s?\s+note)(?:\s and \s clarifications?)?\s?:""",
    re.VERBOSE | re.IGNORECASE,
)


def is_judgement(
    sentences: pd.DataFrame,
    words: Words,
    lexicon: pd.DataFrame,
    row: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
    is_narration: np.ndarray,
) -> np.ndarray:
    """For each hit, whether it is a judgement of whoever speaks.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence: `text`, and `paragraph` where it is there.
    words : Words
        The words of the sentences.
    lexicon : DataFrame
        The list: `term`; `narration` and `turns` where they are there.
    row, first, last : int64 arrays, one number per hit, in text order
        Its row of the list, its first and its last word.
    is_narration : bool array, one value per hit
        Whether it stands in narration.

    Examples
    --------
    >>> from analysis.text.words import read_words
    >>> sentences = pd.DataFrame({"text": ["A hero sat in Glory Square."]})
    >>> lexicon = pd.DataFrame({"term": ["hero", "glory"]})
    >>> places = np.array([1, 4])
    >>> is_judgement(sentences, read_words(sentences), lexicon, np.arange(2), places, places, places > 0)
    array([ True, False])
    """
    kinds = words.map_distinct(describe_word, np.int64)
    kept = ~(says_no(lexicon, "narration")[row] & is_narration)
    others = np.flatnonzero(~kept)
    kept[others] = has(look_around(words, kinds, first[others], first[others], [-2, -1]), SPEAKER).any(axis=1)
    hits = np.flatnonzero(kept)
    row, first, last, is_narration = row[hits], first[hits], last[hits], is_narration[hits]
    is_label = says_no(lexicon, "turns")[row]
    bits = summarise_sentences(words, kinds, CORRECTS | QUESTION | POST | LAW | ANIMAL)
    bits[opens_with(words, kinds, NOTED)] |= CORRECTS
    window = look_around(words, kinds, first, last, range(-REACH, REACH + 1))
    excluded = is_amount(window) | is_award(window) | is_introduction(window) | is_meaning(window)
    excluded |= ~is_label & is_long_name(words, kinds, first, last, window)
    excluded |= has(window[:, REACH - 1], DASH) & has(window[:, REACH - 2], PREFIX)  # anti-patriotic
    excluded |= has_other_sense(window, bits[words.sentence[first]], is_label)
    opens = first == words.first[words.sentence[first]]
    excluded |= is_name(window, opens, is_label, lexicon, row)
    excluded |= is_correction(sentences, bits, words.sentence[first])
    another = is_judged_by_another(window) | is_said(words, kinds, last, window)
    another |= is_unasserted(words, kinds, bits, first, is_label) | is_named_as(words, kinds, first, window)
    another |= ~is_label & is_law(sentences, bits, words.sentence[first])
    excluded |= is_narration & another
    kept[hits] = ~excluded
    return kept


def opens_with(words: Words, kinds: np.ndarray, kind: int) -> np.ndarray:
    """For each sentence, whether its first or second token is of a kind."""
    first = words.first[:-1]
    if not len(words.code):
        return np.zeros(len(first), dtype=bool)
    here, following = (words.code[np.minimum(first + step, len(words.code) - 1)] for step in (0, 1))
    return has(kinds[here] | kinds[following], kind)


def says_no(lexicon: pd.DataFrame, column: str) -> np.ndarray:
    """For each term, whether a column of the list says `no`; False where the list has no such column."""
    if column not in lexicon.columns:
        return np.zeros(len(lexicon), dtype=bool)
    return lexicon[column].eq("no").to_numpy(dtype=bool)


def is_amount(window: np.ndarray) -> np.ndarray:
    """For each hit, whether it measures (`a good part`), or describes light, weather and the like."""
    following = window[:, AFTER]
    return has(window[:, REACH], MEASURES) & has(following, AMOUNT) | has(following, STATE)


def is_award(window: np.ndarray) -> np.ndarray:
    """For each hit, whether it names what an award is for, or the award (`the Order of Courage`)."""
    has_of, has_title = has(window, OF), has(window, TITLE)
    is_title = has_of[:, REACH - 1] & has_title[:, REACH - 2] | has_of[:, REACH - 2] & has_title[:, REACH - 3]
    honours = has(window[:, :REACH], HONOUR).any(axis=1)
    return is_title | has_of[:, REACH - 2 : REACH].any(axis=1) & honours


def is_introduction(window: np.ndarray) -> np.ndarray:
    """For each hit, whether it is a `so-called` that introduces a term (`so-called "sleeper" cells`)."""
    is_quoted = has(window[:, AFTER], QUOTE) & ~has(window[:, AFTER + 1], CAPITAL)
    return is_quoted & has(window[:, REACH], SO)


def is_name(
    window: np.ndarray, opens: np.ndarray, is_label: np.ndarray, lexicon: pd.DataFrame, row: np.ndarray
) -> np.ndarray:  # fmt: skip
    """For each hit, whether it is part of a name or a title.

    A label (`Terrorists`) and a term that the list writes with a capital are so only before a noun of names.
    `opens` says whether the hit opens its sentence, `row` is its row of the list.
    """
    named = np.zeros(len(row), dtype=bool)
    capital = np.flatnonzero(has(window[:, REACH], CAPITAL))
    window, opens = window[capital], opens[capital]
    terms = list_texts(lexicon["term"].take(row[capital]))
    is_written = np.array([term != term.lower() for term in terms], dtype=bool)
    is_explained = is_label[capital] | is_written
    named[capital] = is_before_name(window) | (~is_explained & is_in_title(window, opens))
    return named


def is_before_name(window: np.ndarray) -> np.ndarray:
    """For each hit, whether a noun of names follows with a capital: `[Glory] Square`, `[Heroes]' Square`."""
    after = window[:, AFTER:]
    start = has(after[:, 0], QUOTE).astype(np.int64) + has(after[:, :2], QUOTE).all(axis=1)
    next_word, second = (after[np.arange(len(after)), start + n] for n in (0, 1))
    is_second = has(second, CAPITAL) & has(second, NAME_NOUN)
    return has(next_word, CAPITAL) & (has(next_word, NAME_NOUN) | is_second)


def is_in_title(window: np.ndarray, opens: np.ndarray) -> np.ndarray:
    """For each hit, whether its capital is no sentence's and no headline's, so that of a name or a title."""
    before, after = window[:, REACH - 1], window[:, AFTER:]
    is_of = has(after[:, 0], OF) & has(after[:, 1:3], CAPITAL).any(axis=1)  # Hero of Ukraine
    is_headline = ~has(window, CONTENT).any(axis=1)
    is_surname = has(before, OPENER) & has(window[:, REACH - 2], INITIAL)  # Howard J. Wise
    opens_line = (opens | has(before, OPENER)) & ~is_surname
    is_adjective = has(after[:, 0], CAPITAL) & ~has(after[:, 0], DEMONYM)
    is_quoted = has(before, QUOTE) & is_title_case(after)
    return is_of | ~is_headline & (~opens_line | is_adjective | is_quoted)


def is_title_case(after: np.ndarray) -> np.ndarray:
    """For each hit that opens a quotation, whether it ends soon and is in title case: `"[Brave] Hearts"`."""
    is_closed = np.cumsum(has(after, QUOTE), axis=1) > 0
    is_title = has(after, CAPITAL | FUNCTION) | is_closed
    return np.asarray(is_closed.any(axis=1) & is_title.all(axis=1))


def is_unasserted(
    words: Words, kinds: np.ndarray, bits: np.ndarray, first: np.ndarray, is_label: np.ndarray
) -> np.ndarray:  # fmt: skip
    """For each hit, whether its sentence is a question or a post, in which an outlet itself judges nobody.

    A label judges in a question too: who asks whether the regime will fall calls it so. `bits` are those of
    each sentence (`summarise_sentences`).
    """
    sentence = words.sentence[first]
    end = words.first[sentence + 1]
    is_question = has(bits[sentence], QUESTION) & (
        has(kinds[words.code[end - 1]] | kinds[words.code[end - 2]], QUESTION)
    )
    return has(bits[sentence], POST) | (is_question & ~is_label)


def is_correction(sentences: pd.DataFrame, bits: np.ndarray, sentence: np.ndarray) -> np.ndarray:
    """For each hit, whether it stands in a correction notice, or in the next sentence of its paragraph.

    `bits` are those of each sentence (`summarise_sentences`), `sentence` is the row of each hit's sentence.
    """
    near = np.zeros(len(sentences) + 1, dtype=bool)
    near[sentence], near[sentence - 1] = True, True  # the last place stands for what is before the first
    suspects = np.flatnonzero(near[:-1] & has(bits, CORRECTS))
    texts = list_texts(sentences["text"].take(suspects))
    notices = suspects[[CORRECTION.search(text) is not None for text in texts]]
    after = notices[notices + 1 < len(sentences)]
    same = np.ones(len(after), dtype=bool)
    for column in ("article_id", "paragraph"):
        if column in sentences.columns:
            values = sentences[column].array
            same &= np.asarray(values.take(after) == values.take(after + 1), dtype=bool)
    return np.isin(sentence, np.concatenate([notices, after[same] + 1]))


def is_judged_by_another(window: np.ndarray) -> np.ndarray:
    """For each hit, whether a verb of judging stands before it (`described it as shameful`)."""
    before, column = window[:, : REACH + 1], np.arange(REACH)
    is_verb = has(before[:, :REACH], JUDGES | JUDGES_AS)
    is_verb[:, 1:] &= ~has(before[:, : REACH - 1], DASH)  # so-called
    is_idle = has(before[:, 1:], IDLES) & ~has(before[:, :REACH], JUDGES_AS)
    is_verb &= ~is_idle  # called for
    verb = np.where(is_verb, column, -1).max(axis=1)
    is_between = column > verb[:, None]
    has_as = (has(before[:, :REACH], AS) & is_between).any(axis=1)
    is_broken = (has(before[:, :REACH], STOP) & is_between).any(axis=1)
    needs_no_as = has(before[np.arange(len(before)), np.maximum(verb, 0)], JUDGES)
    return (verb >= 0) & (needs_no_as | has_as) & ~is_broken


def is_said(words: Words, kinds: np.ndarray, last: np.ndarray, window: np.ndarray) -> np.ndarray:
    """For each hit, whether a verb of saying ends its sentence (`... was barbaric the minister said`).

    A hit in the subject of the verb is the teller's: only names stand between the two.
    """
    end = words.first[words.sentence[last] + 1]
    place = np.maximum(end[:, None] + np.arange(-REACH, 0), 0)
    is_verb = (place > last[:, None] + 3) & has(kinds[words.code[place]], SAYS)
    said = is_verb.any(axis=1)
    some = np.flatnonzero(said)
    verb = place[some, is_verb[some].argmax(axis=1)]
    is_between = last[some, None] + np.arange(1, REACH + 1) < verb[:, None]
    has_content = (has(window[some, AFTER:], CONTENT) & is_between).any(axis=1)
    is_relative = has(look_around(words, kinds, verb, verb, range(-3, 0)), RELATIVE).any(axis=1)
    said[some] = has_content & ~is_relative
    return said
