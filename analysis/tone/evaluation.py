"""Tone: words of praise or blame apart from battle vocabulary, narration apart from quotation, and VADER.

Battle vocabulary is about events and is never reversed by negation (`negation`): a sentence with `no
casualties` still speaks of casualties, and counts as one. Nor are the labels that the list marks `turns =
no`: who writes `did not strike the terrorists` still calls them so.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.matching.engine import hits_table, match_terms
from analysis.matching.lexicon import open_lexicon
from analysis.schema import COLUMNS, KEYS, build_table, check_columns
from analysis.text.chunks import Chunks, measure_lengths, split_chunks
from analysis.text.split_by_voice import split_by_voice
from analysis.text.words import Words, read_words
from analysis.tone.exclusions import is_judgement
from analysis.tone.negation import is_negated
from analysis.tone.vader import score_chunks, score_compound

CATEGORIES = ["favourable", "unfavourable", "battle"]
COUNTED = ["positive", "negative", "battle"]
FAVOURABLE, UNFAVOURABLE, BATTLE = range(3)  # places in both

ToneList = str | Path | pd.DataFrame
Valences = str | Path | dict[str, float] | None


def score_tone(
    sentences: pd.DataFrame,
    *,
    lexicon: ToneList = "evaluation",
    vader_lexicon: Valences = None,
) -> pd.DataFrame:
    """Count the words of praise, blame and battle in each sentence, and score it with VADER.

    Tone is 100 * (n_positive - n_negative) / n_words (after Young & Soroka 2012), battle is 100 * n_battle /
    n_words: `mean_tone` adds the counts up and divides once.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence, as `split_sentences` gives it.
    lexicon : str, Path or DataFrame, default "evaluation"
        The name of a shipped list, the path of your own, or a table of `read_lexicon`, with the categories
        favourable, unfavourable and (if wanted) battle. Terms of weight 0 are not counted; other weights make
        no difference.
    vader_lexicon : str, Path or dict, default None
        The valences for VADER, as `score_vader` takes them in `lexicon`.

    Returns
    -------
    DataFrame
        One row per sentence, with or without hits: `article_id, outlet, date, sentence_id`, and

        - `n_words, n_positive, n_negative, n_battle`: words (tokens with a letter or digit, 's left out), and
          hits of the list; a negated judgement counts for the other side; a phrase is one hit.
        - `neg, neu, pos` (0-1), `compound` (-1 to 1): VADER on the whole sentence (Hutto & Gilbert 2014).
        - `n_words_quoted, n_positive_quoted, n_negative_quoted, n_battle_quoted`: the part of the counts that
          stands inside quotation marks.
        - `compound_narration, compound_quoted`: VADER on the words outside and inside quotation marks; NaN
          where there are none.

    Raises
    ------
    ValueError, FileNotFoundError
        For a table without the columns of sentences, and a list without these categories; for a list that is
        not there, as `read_lexicon` and `score_vader` do.

    References
    ----------
    Young, L. & Soroka, S. (2012). Affective news: the automated coding of sentiment in political texts.
    Political Communication 29(2), 205-231.
    Hutto, C. J. & Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment analysis of social
    media text. ICWSM 2014.

    Examples
    --------
    >>> from analysis.text.sentences import split_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": [pd.Timestamp("2022-11-17")],
    ...     "title": [""], "text": ['The brave crew was shelled. It was not heroic, she said: "A failure."']})
    >>> tone = score_tone(split_sentences(articles))
    >>> tone[["n_words", "n_positive", "n_negative", "n_battle", "n_negative_quoted"]].values.tolist()
    [[5, 1, 0, 1, 0], [8, 0, 2, 0, 1]]
    """
    check_columns(sentences, "sentences", verb="score_tone")
    chunks = split_chunks(sentences["text"])
    words = read_words(sentences, chunks=chunks)
    return measure_tone(sentences, words=words, chunks=chunks, lexicon=lexicon, vader_lexicon=vader_lexicon)


def measure_tone(
    sentences: pd.DataFrame,
    *,
    words: Words,
    chunks: Chunks,
    lexicon: ToneList = "evaluation",
    vader_lexicon: Valences = None,
) -> pd.DataFrame:
    """The table of `score_tone` for sentences whose words and chunks were read before."""
    n = len(sentences)
    judgements = judge_hits(sentences, lexicon, words)
    n_words, n_quoted = count_words_by_voice(words, n)
    vader = score_chunks(chunks, lexicon=vader_lexicon)
    compound = vader["compound"].to_numpy()
    narration, quotation = score_voices(sentences, chunks, words, compound, vader_lexicon)
    narration[n_words <= n_quoted], quotation[n_quoted == 0] = np.nan, np.nan
    tone = {name: sentences[name].array for name in [*KEYS, "sentence_id"]}
    tone["n_words"], tone["n_words_quoted"] = n_words, n_quoted
    for i, name in enumerate(COUNTED):
        is_counted = judgements.counted == i
        is_quoted = is_counted & judgements.in_quote
        tone[f"n_{name}"] = np.bincount(judgements.sentence[is_counted], minlength=n)
        tone[f"n_{name}_quoted"] = np.bincount(judgements.sentence[is_quoted], minlength=n)
    tone |= {name: vader[name].array for name in ["neg", "neu", "pos", "compound"]}
    tone |= {"compound_narration": narration, "compound_quoted": quotation}
    return build_table("tone", tone)


def find_judgements(
    sentences: pd.DataFrame,
    *,
    lexicon: ToneList = "evaluation",
) -> pd.DataFrame:
    """Find the words of praise, blame and battle that `score_tone` counts, with their places.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence, as `split_sentences` gives it.
    lexicon : str, Path or DataFrame, default "evaluation"
        As in `score_tone`.

    Returns
    -------
    DataFrame
        One row per hit, in text order: `article_id, outlet, date, sentence_id`, `category` (of the list),
        `term`, `surface` (as it is written), `start` and `end` (places in the article's text, in characters),
        `in_quote` (whether it begins inside quotation marks), `negated`, `counted`. `counted` is `positive`,
        `negative` or `battle`: what the hit counts as, negation considered.

    Raises
    ------
    ValueError, FileNotFoundError
        As `score_tone` does.

    Examples
    --------
    >>> from analysis.text.sentences import split_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": [pd.Timestamp("2022-11-17")],
    ...                          "title": [""], "text": ["It was not heroic, and there were no casualties."]})
    >>> hits = find_judgements(split_sentences(articles))
    >>> hits[["category", "term", "negated", "counted"]].values.tolist()
    [['favourable', 'heroic', True, 'negative'], ['battle', 'casualties', True, 'battle']]
    """
    check_columns(sentences, "sentences", verb="find_judgements")
    words = read_words(sentences)
    judgements = judge_hits(sentences, lexicon, words)
    hits = hits_table(sentences, words, judgements.lexicon, judgements.row, judgements.first, judgements.last)
    hits["negated"] = judgements.negated
    hits["counted"] = pd.array(np.array(COUNTED, dtype=object)[judgements.counted], dtype="str")
    return hits.drop(columns="weight").astype({"category": "str", "term": "str"})


def split_voices(tone: pd.DataFrame) -> pd.DataFrame:
    """The tone table with a row for each voice of a sentence.

    Parameters
    ----------
    tone : DataFrame
        One row per sentence, as `score_tone` gives it.

    Returns
    -------
    DataFrame
        One row per sentence and voice with words in it, in text order: `article_id, outlet, date,
        sentence_id`, `voice` (`narration`, the outlet's own words, or `quotation`; categorical), `n_words,
        n_positive, n_negative, n_battle, compound`.

    Raises
    ------
    ValueError
        For a table without the columns of the tone table.

    Examples
    --------
    >>> tone = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": [pd.NaT], "sentence_id": [0],
    ...     "n_words": [9], "n_positive": [0], "n_negative": [3], "n_battle": [0], "compound": [-0.5],
    ...     "n_words_quoted": [3], "n_positive_quoted": [0], "n_negative_quoted": [2], "n_battle_quoted": [0],
    ...     "compound_narration": [0.0], "compound_quoted": [-0.8]})
    >>> split_voices(tone)[["voice", "n_words", "n_negative", "compound"]].values.tolist()
    [['narration', 6, 1, 0.0], ['quotation', 3, 2, -0.8]]
    """
    needed = [column for column in COLUMNS["tone"] if column not in ("neg", "neu", "pos")]
    tone = check_columns(tone, needed, verb="split_voices").reset_index(drop=True)
    counts = ["n_words", "n_positive", "n_negative", "n_battle"]
    keys = tone[[*KEYS, "sentence_id"]]
    quoted = tone[[f"{count}_quoted" for count in counts]].set_axis(counts, axis=1)
    narration = keys.assign(voice="narration").join(tone[counts] - quoted)
    quotation = keys.assign(voice="quotation").join(quoted)
    narration["compound"], quotation["compound"] = tone["compound_narration"], tone["compound_quoted"]
    both = pd.concat([narration, quotation]).sort_index(kind="stable")
    both["voice"] = pd.Categorical(both["voice"], categories=["narration", "quotation"])
    return both[both["n_words"] > 0].reset_index(drop=True)


class Judgements(NamedTuple):
    """The hits that are counted, in text order; arrays with one value per hit."""

    lexicon: pd.DataFrame  # the list
    row: np.ndarray  # int64: row of the list
    first: np.ndarray  # int64: its first word, as a place in `Words`
    last: np.ndarray  # int64: its last word
    sentence: np.ndarray  # int32: row number of its sentence
    in_quote: np.ndarray  # bool: whether it begins inside quotation marks
    negated: np.ndarray  # bool
    counted: np.ndarray  # int64: what it counts as, a place in `COUNTED`


def judge_hits(sentences: pd.DataFrame, lexicon: ToneList, words: Words) -> Judgements:
    """The hits of a list that are counted, and what each counts as."""
    table = open_lexicon(lexicon)
    category = pd.Index(CATEGORIES).get_indexer(pd.Index(table["category"]))
    missing = [name for i, name in enumerate(CATEGORIES) if i != BATTLE and i not in category]
    if missing:
        needed, given = " and ".join(missing), ", ".join(sorted(set(table["category"])))
        raise ValueError(f"Tone needs a word list with the categories {needed}; this one has: {given}.")
    row, first, last = match_terms(words, table)
    kept = ((category >= 0) & (table["weight"].to_numpy() != 0))[row]
    row, first, last = row[kept], first[kept], last[kept]
    kept = category[row] == BATTLE
    some = np.flatnonzero(~kept)
    places = row[some], first[some], last[some]
    kept[some] = is_judgement(sentences, words, table, *places, ~words.in_quote[first[some]])
    row, first, last = row[kept], first[kept], last[kept]
    negated = is_negated(sentences, words, first)
    counted = category[row]
    reversed_hits = np.flatnonzero(negated & (counted != BATTLE))
    if "turns" in table.columns:
        fixed = table["term"].array[table["turns"].eq("no").to_numpy(dtype=bool)]
        is_fixed = table["term"].take(row[reversed_hits]).isin(fixed).to_numpy(dtype=bool)
        reversed_hits = reversed_hits[~is_fixed]
    is_favourable = counted[reversed_hits] == FAVOURABLE
    counted[reversed_hits] = np.where(is_favourable, UNFAVOURABLE, FAVOURABLE)
    return Judgements(table, row, first, last, words.sentence[first], words.in_quote[first], negated, counted)


def count_words_by_voice(words: Words, n: int) -> tuple[np.ndarray, np.ndarray]:
    """How many words each of n sentences has, and how many of these stand inside quotation marks."""
    quoted = np.flatnonzero(words.in_quote & words.is_word)
    n_before = np.append(np.int32(0), np.cumsum(words.is_word, dtype=np.int32))
    n_words = np.diff(n_before[words.first]).astype(np.int64)
    return n_words, np.bincount(words.sentence[quoted], minlength=n)


def score_voices(
    sentences: pd.DataFrame,
    chunks: Chunks,
    words: Words,
    compound: np.ndarray,
    vader_lexicon: Valences,
) -> tuple[np.ndarray, np.ndarray]:
    """VADER's compound on the words outside and inside quotation marks, for each sentence.

    `compound` is that of the whole sentences: a sentence without a quotation is not scored again.
    """
    narration, quotation = compound.copy(), np.full(len(compound), np.nan)
    quoted, voices = split_by_voice(chunks, measure_lengths(sentences["text"]), words.spans)
    scores = score_compound(voices, lexicon=vader_lexicon)
    narration[quoted], quotation[quoted] = scores[: len(quoted)], scores[len(quoted) :]
    return narration, quotation
