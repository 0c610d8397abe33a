"""Tone: words of praise or blame apart from battle vocabulary, each voice apart, and VADER.

Battle vocabulary is about events (`battle_words` says where it tells of none). Negation (`negation`) never
reverses it: a sentence with `no casualties` still speaks of casualties, and counts as one. Nor does negation
reverse the labels that the list marks `turns = no`: who writes `did not strike the terrorists` still calls
them so.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.matching.engine import hits_table, match_terms
from analysis.matching.lexicon import open_lexicon
from analysis.schema import KEYS, build_table, check_columns
from analysis.text.chunks import Chunks, split_chunks
from analysis.text.voices import NARRATION, QUOTATION, REPORTED, check_attributions, read_voices
from analysis.text.words import Words, read_words
from analysis.tone.battle_words import tells_of_battle
from analysis.tone.exclusions import is_judgement, says_no
from analysis.tone.negation import is_negated
from analysis.tone.vader import score_chunks
from analysis.tone.voices import count_by_voice, score_voices

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
    attributions: pd.DataFrame | None = None,
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
    attributions : DataFrame, optional
        The table of `find_attributions` of the same sentences; without it nothing is reported.

    Returns
    -------
    DataFrame
        One row per sentence, with or without hits: `article_id, outlet, date, sentence_id`, and

        - `n_words, n_positive, n_negative, n_battle`: words (tokens with a letter or digit, 's left out), and
          hits of the list; a negated judgement counts for the other side; a phrase is one hit.
        - `neg, neu, pos` (0-1), `compound` (-1 to 1): VADER on the whole sentence (Hutto & Gilbert 2014).
        - `n_words_reported, n_positive_reported, n_negative_reported, n_battle_reported`: the part of the
          counts that is reported speech.
        - `n_words_quoted, n_positive_quoted, n_negative_quoted, n_battle_quoted`: the part of the counts that
          is quoted. The rest is narration, the outlet's own words.
        - `compound_narration, compound_reported, compound_quoted`: VADER on the words of each voice; NaN
          where there are none.

    Raises
    ------
    ValueError, FileNotFoundError
        For a table without the columns of sentences or of attributions, and a list without these categories;
        for a list that is not there, as `read_lexicon` and `score_vader` do.

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
    check_attributions(attributions, verb="score_tone")
    chunks = split_chunks(sentences["text"])
    words = read_words(sentences, chunks=chunks)
    voices = read_voices(sentences, words, attributions)
    return measure_tone(
        sentences, words=words, chunks=chunks, voices=voices, lexicon=lexicon, vader_lexicon=vader_lexicon
    )


def measure_tone(
    sentences: pd.DataFrame,
    *,
    words: Words,
    chunks: Chunks,
    voices: np.ndarray,
    lexicon: ToneList = "evaluation",
    vader_lexicon: Valences = None,
) -> pd.DataFrame:
    """The table of `score_tone` for sentences whose words, voices and chunks were read before."""
    n = len(sentences)
    judgements = judge_hits(sentences, lexicon, words, voices)
    n_words = count_by_voice(words.sentence[words.is_word], voices[words.is_word], n)
    tone = {name: sentences[name].array for name in [*KEYS, "sentence_id"]}
    counts = {"n_words": n_words}
    for i, name in enumerate(COUNTED):
        is_counted = judgements.counted == i
        counts[f"n_{name}"] = count_by_voice(judgements.sentence[is_counted], judgements.voice[is_counted], n)
    for name, count in counts.items():
        tone |= {name: count.sum(axis=1), f"{name}_reported": count[:, REPORTED]}
        tone[f"{name}_quoted"] = count[:, QUOTATION]
    vader = score_chunks(chunks, lexicon=vader_lexicon)
    compound = score_voices(chunks, words, voices, vader["compound"].to_numpy(), lexicon=vader_lexicon)
    compound[n_words == 0] = np.nan
    tone |= {name: vader[name].array for name in ["neg", "neu", "pos", "compound"]}
    tone |= {f"compound_{name}": compound[:, i] for i, name in enumerate(["narration", "reported", "quoted"])}
    return build_table("tone", tone)


def find_judgements(
    sentences: pd.DataFrame,
    *,
    lexicon: ToneList = "evaluation",
    attributions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the words of praise, blame and battle that `score_tone` counts, with their places.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence, as `split_sentences` gives it.
    lexicon : str, Path or DataFrame, default "evaluation"
        As in `score_tone`.
    attributions : DataFrame, optional
        As in `score_tone`.

    Returns
    -------
    DataFrame
        One row per hit, in text order: `article_id, outlet, date, sentence_id`, `category` (of the list),
        `term`, `surface` (as it is written), `start` and `end` (places in the article's text, in characters),
        `voice` (where it begins: `narration`, the outlet's own words; `reported`; `quotation`; categorical),
        `negated`, `counted`. `counted` is `positive`, `negative` or `battle`: what the hit counts as,
        negation considered.

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
    check_attributions(attributions, verb="find_judgements")
    words = read_words(sentences)
    voice = read_voices(sentences, words, attributions)
    judgements = judge_hits(sentences, lexicon, words, voice)
    places = judgements.row, judgements.first, judgements.last
    hits = hits_table(sentences, words, judgements.lexicon, *places, voice=voice)
    hits["negated"] = judgements.negated
    hits["counted"] = pd.array(np.array(COUNTED, dtype=object)[judgements.counted], dtype="str")
    return hits.drop(columns="weight").astype({"category": "str", "term": "str"})


class Judgements(NamedTuple):
    """The hits that are counted, in text order; arrays with one value per hit."""

    lexicon: pd.DataFrame  # the list
    row: np.ndarray  # int64: row of the list
    first: np.ndarray  # int64: its first word, as a place in `Words`
    last: np.ndarray  # int64: its last word
    sentence: np.ndarray  # int32: row number of its sentence
    voice: np.ndarray  # int8: a place in `VOICES`
    negated: np.ndarray  # bool
    counted: np.ndarray  # int64: what it counts as, a place in `COUNTED`


def judge_hits(sentences: pd.DataFrame, lexicon: ToneList, words: Words, voice: np.ndarray) -> Judgements:
    """The hits of a list that are counted, and what each counts as; `voice` is that of each token."""
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
    battle, some = np.flatnonzero(kept), np.flatnonzero(~kept)
    kept[battle] = tells_of_battle(sentences, words, first[battle], last[battle])
    places = row[some], first[some], last[some]
    kept[some] = is_judgement(sentences, words, table, *places, voice[first[some]] == NARRATION)
    row, first, last = row[kept], first[kept], last[kept]
    negated = is_negated(sentences, words, first)
    counted = category[row]
    reversed_hits = np.flatnonzero(negated & (counted != BATTLE))
    fixed = table["term"].array[says_no(table, "turns")]
    is_fixed = table["term"].take(row[reversed_hits]).isin(fixed).to_numpy(dtype=bool)
    reversed_hits = reversed_hits[~is_fixed]
    is_favourable = counted[reversed_hits] == FAVOURABLE
    counted[reversed_hits] = np.where(is_favourable, UNFAVOURABLE, FAVOURABLE)
    return Judgements(table, row, first, last, words.sentence[first], voice[first], negated, counted)
