"""Tone: judgement counted apart from battle vocabulary, narration apart from quotation, and VADER beside
them.

Negation. A judgement is turned round (`not brave` counts as unfavourable, `no failure` as favourable) by
an odd number of negators among the three words before it, in the same voice and with no comma, colon,
semicolon, dash or bracket between. Negators are in `NEGATORS`, and every word that ends in n't; `not
only`, `not just`, `not merely`, `not simply` and `no doubt` negate nothing. Battle vocabulary tells events
and is never turned: a sentence with `no casualties` still speaks of casualties, and counts as one. Nor are
the labels that the list marks `turns = no`: who writes `did not strike the terrorists` still calls them so.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.matching.engine import hits_table, match_terms
from analysis.matching.lexicon import read_lexicon
from analysis.schema import COLUMNS, KEYS, build_table, check_columns
from analysis.text.chunks import Chunks, measure_lengths, list_texts, split_chunks
from analysis.text.split_by_voice import split_by_voice
from analysis.text.words import Words, read_words
from analysis.tone.vader import score_chunks, score_compound

NEGATORS = frozenset({
    "no", "not", "never", "neither", "nor", "none", "nobody", "nothing", "nowhere", "without", "cannot",
    "hardly", "scarcely", "barely", "rarely", "seldom", "lack", "lacks", "lacked", "lacking",
})  # fmt: skip
NOT_NEGATED = {"not": {"only", "just", "merely", "simply"}, "no": {"doubt"}}
REACH = 3
BREAKS = frozenset(",;:()[]–—")
CATEGORIES = ["favourable", "unfavourable", "battle"]
COUNTED = ["positive", "negative", "battle"]


def score_tone(
    sentences: pd.DataFrame,
    *,
    lexicon: str | Path | pd.DataFrame = "evaluation",
    vader_lexicon: str | Path | dict | None = None,
) -> pd.DataFrame:
    """A row a sentence, those without a hit included: KEYS, `sentence_id`, then counts and VADER's four
    numbers.

    - `n_words, n_positive, n_negative, n_battle`: words (tokens with a letter or digit, possessive 's
      apart), and hits of the evaluation list, negation turned round (see the head of this file). A phrase
      is one hit. tone = 100 * (n_positive - n_negative) / n_words (after Young & Soroka 2012), battle =
      100 * n_battle / n_words: `mean_tone` divides, after adding up.
    - `neg, neu, pos, compound`: VADER on the whole sentence (Hutto & Gilbert 2014), as NLTK gives them.
    - `n_words_quoted, n_positive_quoted, n_negative_quoted, n_battle_quoted`: the part of the counts that
      stands in quotation marks.
    - `compound_narration, compound_quoted`: VADER on the words outside and inside the marks; NaN where
      there are none.

    `lexicon` is a name, a path or a table of `read_lexicon` with the categories favourable, unfavourable
    and (if wanted) battle; weights are not used but for 0, which is counted nowhere. `vader_lexicon` is
    handed to `score_vader`.

    Raises ValueError for a table without the columns of sentences or a list without those categories.

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
    lexicon: str | Path | pd.DataFrame = "evaluation",
    vader_lexicon: str | Path | dict | None = None,
) -> pd.DataFrame:
    """The table of `score_tone` for sentences that are split into words and chunks already."""
    n = len(sentences)
    hits = judge_hits(sentences, lexicon, words)
    n_words, n_quoted = count_voices(words, n)
    vader = score_chunks(chunks, lexicon=vader_lexicon)
    compound = vader["compound"].to_numpy()
    narration, quotation = score_voices(sentences, chunks, words, compound, vader_lexicon)
    narration[n_words <= n_quoted], quotation[n_quoted == 0] = np.nan, np.nan
    tone = {name: sentences[name].array for name in [*KEYS, "sentence_id"]}
    tone["n_words"], tone["n_words_quoted"] = n_words, n_quoted
    for i, kind in enumerate(COUNTED):
        counted = hits.counted == i
        tone[f"n_{kind}"] = np.bincount(hits.sentence[counted], minlength=n)
        tone[f"n_{kind}_quoted"] = np.bincount(hits.sentence[counted & hits.in_quote], minlength=n)
    tone |= {name: vader[name].array for name in ["neg", "neu", "pos", "compound"]}
    tone |= {"compound_narration": narration, "compound_quoted": quotation}
    return build_table("tone", tone)


def find_judgements(
    sentences: pd.DataFrame,
    *,
    lexicon: str | Path | pd.DataFrame = "evaluation",
) -> pd.DataFrame:
    """The hits behind the counts of `score_tone`, a row a hit: KEYS, `sentence_id, category, term,
    surface, start, end, in_quote, negated, counted`, in the order of the text.

    `category` is the list's; `counted` says what the hit was counted as: `positive`, `negative` or
    `battle`, a negated judgement being turned round. `start` and `end` are places in the article's text.
    Raises what `score_tone` raises.

    >>> from analysis.text.sentences import split_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": [pd.Timestamp("2022-11-17")],
    ...                          "title": [""], "text": ["It was not heroic, and there were no casualties."]})
    >>> hits = find_judgements(split_sentences(articles))
    >>> hits[["category", "term", "negated", "counted"]].values.tolist()
    [['favourable', 'heroic', True, 'negative'], ['battle', 'casualties', True, 'battle']]
    """
    check_columns(sentences, "sentences", verb="find_judgements")
    words = read_words(sentences)
    judged = judge_hits(sentences, lexicon, words)
    hits = hits_table(sentences, words, judged.lexicon, judged.row, judged.first, judged.last)
    hits["negated"] = judged.negated
    hits["counted"] = pd.array(np.array(COUNTED, dtype=object)[judged.counted], dtype="str")
    return hits.drop(columns="weight").astype({"category": "str", "term": "str"})


def split_voices(tone: pd.DataFrame) -> pd.DataFrame:
    """The tone table by voice, a row a sentence and voice with words in it: KEYS, `sentence_id, voice,
    n_words, n_positive, n_negative, n_battle, compound`. `voice` is `narration` (the outlet's own words)
    or `quotation`.

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


class Judged(NamedTuple):
    """The hits of a list in order: the list, and for each hit its row there, its first and last word, its
    sentence, whether it stands in quotation marks, whether it is negated, and its place in `COUNTED`."""

    lexicon: pd.DataFrame
    row: np.ndarray
    first: np.ndarray
    last: np.ndarray
    sentence: np.ndarray
    in_quote: np.ndarray
    negated: np.ndarray
    counted: np.ndarray


def judge_hits(sentences: pd.DataFrame, lexicon: str | Path | pd.DataFrame, words: Words) -> Judged:
    """The hits that are counted, and as what."""
    lexicon = lexicon if isinstance(lexicon, pd.DataFrame) else read_lexicon(lexicon)
    category = pd.Index(CATEGORIES).get_indexer(lexicon["category"])
    missing = [name for i, name in enumerate(CATEGORIES[:2]) if i not in category]
    if missing:
        needed, there = " and ".join(missing), ", ".join(sorted(set(lexicon["category"])))
        raise ValueError(f"Tone needs a word list with the categories {needed}; this one has: {there}.")
    row, first, last = match_terms(words, lexicon)
    kept = ((category >= 0) & (lexicon["weight"].to_numpy() != 0))[row]
    row, first, last = row[kept], first[kept], last[kept]
    sentence, in_quote = words.sentence[first], words.in_quote[first]
    negated = mark_negated(sentences, words, first)
    counted = category[row]
    turned = np.flatnonzero(negated & (counted < 2))
    if "turns" in lexicon.columns:
        never = lexicon["term"].array[lexicon["turns"].eq("no").to_numpy(dtype=bool)]
        turned = turned[~lexicon["term"].take(row[turned]).isin(never).to_numpy(dtype=bool)]
    counted[turned] = 1 - counted[turned]
    return Judged(lexicon, row, first, last, sentence, in_quote, negated, counted)


def count_voices(words: Words, n: int) -> tuple[np.ndarray, np.ndarray]:
    """For each of n sentences the number of its words, and of those in quotation marks."""
    quoted = np.flatnonzero(words.in_quote & words.is_word)
    until = np.append(np.int32(0), np.cumsum(words.is_word, dtype=np.int32))
    n_words = np.diff(until[words.first]).astype(np.int64)
    return n_words, np.bincount(words.sentence[quoted], minlength=n)


def mark_negated(sentences: pd.DataFrame, words: Words, first: np.ndarray) -> np.ndarray:
    """For each hit, whether an odd number of negators reaches it (see the head of this file)."""
    sentence, start, in_quote, code = words.sentence, words.start, words.in_quote, words.code
    distinct, texts = words.numbers, words.vocabulary.texts
    negates = words.map_distinct(negates_next, bool)
    counted = np.flatnonzero(words.is_word)
    # Few hits have a negator before them in their sentence: only these are looked at.
    negator = np.flatnonzero(negates[code])
    last = np.searchsorted(negator, first) - 1
    near = np.flatnonzero(last >= 0)
    near = near[sentence[negator[last[near]]] == sentence[first[near]]]
    first, said = first[near], np.zeros(len(first), dtype=bool)
    rank = np.searchsorted(counted, first)  # how many words stand before the hit
    negators = np.zeros(len(first), dtype=np.int64)
    for step in range(1, REACH + 1):
        before = counted[np.maximum(rank - step, 0)]
        reached = (rank >= step) & negates[code[before]] & (sentence[before] == sentence[first])
        at = np.flatnonzero(reached & (in_quote[before] == in_quote[first]))
        then = counted[np.minimum(rank[at] - step + 1, len(counted) - 1)]
        pairs = zip(distinct[code[before[at]]].tolist(), distinct[code[then]].tolist(), strict=True)
        at = at[np.array([not is_idle(texts[a], texts[b]) for a, b in pairs], dtype=bool)]
        before = counted[rank[at] - step]
        held = list_texts(sentences["text"].take(sentence[before]))
        places = start[before].tolist(), start[first[at]].tolist()
        for hit, text, a, b in zip(at.tolist(), held, *places, strict=True):
            negators[hit] += BREAKS.isdisjoint(text[a:b])
    said[near] = negators % 2 == 1
    return said


def negates_next(word: str) -> bool:
    """Whether a word negates what follows."""
    word = word.replace("’", "'").lower()
    return word in NEGATORS or word.endswith("n't")


def is_idle(negator: str, word: str) -> bool:
    """Whether a negator before this word negates nothing."""
    return word.lower() in NOT_NEGATED.get(negator.lower(), ())


def score_voices(
    sentences: pd.DataFrame,
    chunks: Chunks,
    words: Words,
    compound: np.ndarray,
    vader_lexicon: str | Path | dict | None,
) -> tuple[np.ndarray, np.ndarray]:
    """VADER's compound on the words outside and inside quotation marks. A sentence without a quotation is not
    scored twice: its narration is the sentence."""
    narration, quotation = compound.copy(), np.full(len(compound), np.nan)
    length = measure_lengths(sentences["text"])
    mixed, voices = split_by_voice(chunks, length, words.spans)
    scored = score_compound(voices, lexicon=vader_lexicon)
    narration[mixed], quotation[mixed] = scored[: len(mixed)], scored[len(mixed) :]
    return narration, quotation
