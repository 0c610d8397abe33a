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

import numpy as np
import pandas as pd

from analysis.chunks import Chunks
from analysis.lexicon import read_lexicon
from analysis.lookup import find_terms, mark_quoted
from analysis.schema import COLUMNS, KEYS, check_columns
from analysis.vader import score_vader
from analysis.words import split_words

NEGATORS = frozenset({
    "no", "not", "never", "neither", "nor", "none", "nobody", "nothing", "nowhere", "without", "cannot",
    "hardly", "scarcely", "barely", "rarely", "seldom", "lack", "lacks", "lacked", "lacking",
})  # fmt: skip
NOT_NEGATED = {"not": {"only", "just", "merely", "simply"}, "no": {"doubt"}}
REACH = 3
BREAKS = frozenset(",;:()[]–—")
CATEGORIES = ["favourable", "unfavourable", "battle"]
MARKS = "\"“”„‟«»‹›'‘’‚`"


def score_tone(
    sentences: pd.DataFrame,
    *,
    lexicon: str | Path | pd.DataFrame = "evaluation",
    vader_lexicon: str | Path | dict | None = None,
    words: pd.DataFrame | None = None,
    chunks: Chunks | None = None,
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
    handed to `score_vader`; `words` is `split_words(sentences)` and `chunks` is
    `split_chunks(sentences["text"])`, where they are there already.

    Raises ValueError for a table without the columns of sentences or a list without those categories.

    >>> from analysis.sentences import split_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": [pd.Timestamp("2022-11-17")],
    ...     "title": [""], "text": ['The brave crew was shelled. It was not heroic, she said: "A failure."']})
    >>> tone = score_tone(split_sentences(articles))
    >>> tone[["n_words", "n_positive", "n_negative", "n_battle", "n_negative_quoted"]].values.tolist()
    [[5, 1, 0, 1, 0], [8, 0, 2, 0, 1]]
    """
    check_columns(sentences, "sentences", verb="score_tone")
    words = split_words(sentences) if words is None else words
    n = len(sentences)
    tone = sentences[[*KEYS, "sentence_id"]].reset_index(drop=True)
    counted = mark_words(sentences, words)
    tone["n_words"] = np.bincount(counted["sentence"], minlength=n)
    hits, row = judge_hits(sentences, lexicon, words, counted)
    for kind in ["positive", "negative", "battle"]:
        tone[f"n_{kind}"] = np.bincount(row[hits["counted"] == kind], minlength=n)
    whole = score_vader(sentences["text"], lexicon=vader_lexicon, chunks=chunks)
    tone[["neg", "neu", "pos", "compound"]] = whole[["neg", "neu", "pos", "compound"]].to_numpy()
    tone["n_words_quoted"] = np.bincount(counted["sentence"][counted["quoted"]], minlength=n)
    for kind in ["positive", "negative", "battle"]:
        inside = (hits["counted"] == kind) & hits["in_quote"]
        tone[f"n_{kind}_quoted"] = np.bincount(row[inside], minlength=n)
    return tone.join(score_voices(sentences, tone, vader_lexicon))[COLUMNS["tone"]]


def find_evaluation(
    sentences: pd.DataFrame,
    *,
    lexicon: str | Path | pd.DataFrame = "evaluation",
    words: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The hits behind the counts of `score_tone`, a row a hit: KEYS, `sentence_id, category, term,
    surface, start, end, in_quote, negated, counted`, in the order of the text.

    `category` is the list's; `counted` says what the hit was counted as: `positive`, `negative` or
    `battle`, a negated judgement being turned round. `start` and `end` are places in the article's text.
    Raises what `score_tone` raises.

    >>> from analysis.sentences import split_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": [pd.Timestamp("2022-11-17")],
    ...                          "title": [""], "text": ["It was not heroic, and there were no casualties."]})
    >>> hits = find_evaluation(split_sentences(articles))
    >>> hits[["category", "term", "negated", "counted"]].values.tolist()
    [['favourable', 'heroic', True, 'negative'], ['battle', 'casualties', True, 'battle']]
    """
    check_columns(sentences, "sentences", verb="find_evaluation")
    words = split_words(sentences) if words is None else words
    hits, _ = judge_hits(sentences, lexicon, words, mark_words(sentences, words))
    return hits


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


def judge_hits(
    sentences: pd.DataFrame, lexicon, words: pd.DataFrame, counted: pd.DataFrame
) -> tuple[pd.DataFrame, np.ndarray]:
    """The table of `find_evaluation`, from words that were counted already, and for each hit the row of its
    sentence."""
    lexicon = lexicon if isinstance(lexicon, pd.DataFrame) else read_lexicon(lexicon)
    missing = sorted({"favourable", "unfavourable"} - set(lexicon["category"]))
    if missing:
        needed, there = " and ".join(missing), ", ".join(sorted(set(lexicon["category"])))
        raise ValueError(f"Tone needs a word list with the categories {needed}; this one has: {there}.")
    numbered = sentences.assign(sentence_id=np.arange(len(sentences)))
    hits = find_terms(numbered, lexicon, words=words)
    hits = hits[hits["category"].isin(CATEGORIES) & (hits["weight"] != 0)].reset_index(drop=True)
    row = hits["sentence_id"].to_numpy(dtype="int64")
    hits["sentence_id"] = sentences["sentence_id"].to_numpy()[row]
    hits["negated"] = mark_negated(hits, row, sentences, counted)
    kept = lexicon.loc[lexicon["turns"] == "no", "term"] if "turns" in lexicon.columns else []
    favours = hits["category"].eq("favourable") ^ (hits["negated"] & ~hits["term"].isin(kept))
    judged = np.where(favours, "positive", "negative")
    hits["counted"] = np.where(hits["category"].eq("battle"), "battle", judged)
    return hits.drop(columns="weight").astype({"category": "str", "term": "str", "counted": "str"}), row


def mark_words(sentences: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """The words that count, in the order of the text: `sentence, start, place, quoted, negates`."""
    counts = words["is_word"].to_numpy()
    counted = words.loc[counts, ["sentence", "start"]].reset_index(drop=True)
    counted["place"] = join_places(counted["sentence"], counted["start"])
    counted["quoted"] = mark_quoted(
        sentences["quote_spans"], counted["sentence"].to_numpy(), counted["start"].to_numpy()
    )
    word = words["word"].cat
    counted["negates"] = mark_negators(word.categories.astype(str), word.codes.to_numpy()[counts])
    return counted


def join_places(sentence, start) -> np.ndarray:
    """Row of the sentence and place in it as one number that sorts in the order of the text."""
    return (np.asarray(sentence, dtype="int64") << 32) + np.asarray(start, dtype="int64")


def mark_negated(
    hits: pd.DataFrame, row: np.ndarray, sentences: pd.DataFrame, counted: pd.DataFrame
) -> np.ndarray:
    """For each hit, whether an odd number of negators reaches it (see the head of this file)."""
    start = hits["start"].to_numpy() - sentences["start"].to_numpy()[row]
    at = {name: counted[name].to_numpy() for name in ["sentence", "start", "quoted", "negates"]}
    first = np.searchsorted(counted["place"].to_numpy(), join_places(row, start))
    in_quote = hits["in_quote"].to_numpy(dtype=bool)
    negators = np.zeros(len(hits), dtype="int64")
    for step in range(1, REACH + 1):
        before = np.maximum(first - step, 0)
        reached = (first >= step) & at["negates"][before]
        reached &= (at["sentence"][before] == row) & (at["quoted"][before] == in_quote)
        reached = np.flatnonzero(reached)
        texts = sentences["text"].iloc[row[reached]]
        for hit, text in zip(reached, texts, strict=True):
            negators[hit] += BREAKS.isdisjoint(text[at["start"][before[hit]] : start[hit]])
    return negators % 2 == 1


def mark_negators(distinct: pd.Index, code: np.ndarray) -> np.ndarray:
    """For each word (its place in `distinct`), whether it negates what follows."""
    distinct = distinct.str.lower().str.replace("’", "'")
    negates = np.asarray(distinct.isin(NEGATORS) | distinct.str.endswith("n't"), dtype=bool)[code]
    following = np.append(code[1:], -1)
    for negator, then in NOT_NEGATED.items():
        idle = np.append(distinct.isin(then), False)[following]
        negates &= ~(np.asarray(distinct == negator)[code] & idle)
    return negates


def score_voices(sentences: pd.DataFrame, tone: pd.DataFrame, vader_lexicon) -> pd.DataFrame:
    """VADER's compound on the words outside and inside quotation marks, NaN where there are none.

    A sentence without a quotation is not scored twice: its narration is the sentence.
    """
    voices = pd.DataFrame({"compound_narration": tone["compound"], "compound_quoted": np.nan})
    mixed = np.flatnonzero(sentences["quote_spans"].to_numpy() != "")
    texts = [
        split_text(text, spans)
        for text, spans in zip(
            sentences["text"].iloc[mixed], sentences["quote_spans"].iloc[mixed], strict=True
        )
    ]
    for name, part in [("compound_narration", 0), ("compound_quoted", 1)]:
        parts = pd.Series([text[part] for text in texts], dtype="str")
        scored = score_vader(parts, lexicon=vader_lexicon)
        voices.loc[mixed, name] = scored["compound"].to_numpy()
    voices["compound_narration"] = voices["compound_narration"].where(
        tone["n_words"] > tone["n_words_quoted"]
    )
    voices["compound_quoted"] = voices["compound_quoted"].where(tone["n_words_quoted"] > 0)
    return voices


def split_text(text: str, spans: str) -> tuple[str, str]:
    """The words of a sentence outside and inside its quotations, without the marks."""
    narration, quotation, end = [], [], 0
    for span in spans.split():
        start, stop = map(int, span.split("-"))
        narration.append(text[end:start].strip(MARKS))
        quotation.append(text[start:stop])
        end = stop
    narration.append(text[end:].strip(MARKS))
    return " ".join(narration), " ".join(quotation)
