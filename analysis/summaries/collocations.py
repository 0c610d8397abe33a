"""Collocations: phrases whose words stand together more often than chance, and phrases in sentences."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.counted_rows import keep_behind
from analysis.schema import check_choice, check_columns, check_count
from analysis.summaries.groups import Names, add_groups, group_rows
from analysis.text.words import Words, read_words, split_term

# Closed-class words of English: articles, pronouns, prepositions, conjunctions, auxiliaries, negators and
# pronominal adverbs; without *us* and *may*, which in lower case are a country and a month too. A collocation
# neither begins nor ends with one of them.
FUNCTION_WORD_LIST = """
    a about above across after again against all along also although am among an and any are aren't around as
    at be because been before being below between both but by can can't cannot could couldn't did didn't do
    does doesn't don't down during each either else ever every few for from further had hadn't has hasn't have
    haven't he her here hers herself him himself his how however i i'm i've if in into is isn't it its itself
    just me might more most much must my myself near neither never no nor not now of off on once one only
    onto or other our ours ourselves out over own per rather same shall she should shouldn't since so some
    such than that the their theirs them themselves then there therefore these they they're this those though
    through thus to too toward towards under until up upon very via was wasn't we we're were weren't what
    when where whether which while who whom whose why will with within without won't would wouldn't yet you
    your yours yourself
"""
FUNCTION_WORDS = frozenset(FUNCTION_WORD_LIST.split())
SCORES = {"log_likelihood": "likelihood_ratio", "pmi": "pmi", "t": "student_t"}  # column: NLTK's measure


class CodedWords(NamedTuple):
    """Words or phrases in sentences: the distinct names, and for each place the number of its name and of
    its sentence, and where it starts and ends in the sentence's text."""

    names: NDArray[np.str_]
    code: NDArray[np.int64]
    sentence: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]

    def list_uses(self, sentences: pd.DataFrame, names: Iterable[str], *, called: str) -> pd.DataFrame:
        """The places of some names: the columns of their sentences, `start` and `end` in the article."""
        used = np.isin(self.code, np.flatnonzero(np.isin(self.names, list(names))))
        uses = sentences.iloc[self.sentence[used]].drop(columns="text")
        first = uses["start"].to_numpy(np.int64)
        places = {"start": first + self.start[used], "end": first + self.end[used]}
        return uses.assign(**places, **{called: self.names[self.code[used]]}).reset_index(drop=True)


def find_collocations(
    sentences: pd.DataFrame,
    *,
    by: Names = (),
    size: int = 2,
    at_least: int = 5,
    top: int | None = None,
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Phrases of two or three words, with measures of how strongly their words are associated.

    Words are compared without regard to case. A phrase crosses no sentence, punctuation mark, number or
    possessive *'s*, and neither begins nor ends with a function word (*weapons of war*, but not *of war*).

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence, from `split_sentences`.
    by : str or list of str, default none
        Columns that make groups, each with its own collocations: of the table or of `articles`, or a period
        ("day" ... "year", "period").
    size : {2, 3}
        Words of a phrase.
    at_least : int, default 5
        How often a phrase must occur in its group.
    top : int, optional
        Phrases to keep in each group.
    articles : DataFrame, optional
        Holds the columns of `by` that the sentences lack (`section`, `label` ...), by `article_id`.

    Returns
    -------
    DataFrame
        One row per group and phrase, the highest log-likelihood first:

        - `by`, `phrase`; `n`: occurrences; `n_articles`: articles with the phrase.
        - `log_likelihood`: likelihood ratio against independent words; favours frequent phrases.
        - `pmi`: pointwise mutual information in bits; favours rare words that hardly occur apart; below 0
          where the words stand together less often than by chance.
        - `t`: Student's t of the observed against the expected number.

        A score is missing where a group has too few words for it.

    Raises
    ------
    ValueError
        For another size, a count below 1, or a column that is not there; the message names the nearest ones.

    References
    ----------
    The finders and measures are those of NLTK (`nltk.collocations`, `nltk.metrics.association`). Manning &
    Schütze 1999, Foundations of Statistical Natural Language Processing, chapter 5. The rule for function
    words: Justeson & Katz 1995, Natural Language Engineering 1(1).

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a", "b"], "sentence_id": 0, "start": 0,
    ...     "text": ["The prime minister met the prime suspect.", "The prime minister left."]})
    >>> find_collocations(sentences, at_least=2)[["phrase", "n", "n_articles"]].values.tolist()
    [['prime minister', 2, 2]]
    """
    check_choice(size, [2, 3], name="size")
    check_count(at_least, name="at_least")
    if top is not None:
        check_count(top, name="top")
    check_columns(sentences, ["article_id"], verb="find_collocations")
    sentences, columns = add_groups(sentences, by, verb="find_collocations", articles=articles)
    parts = []
    for key, part in group_rows(sentences, columns) if columns and len(sentences) else [((), sentences)]:
        scored = _score_phrases(part, size, at_least, top)
        names = key if isinstance(key, tuple) else (key,)
        for place, column in enumerate(columns):
            values = list(names[place : place + 1]) * len(scored)
            scored.insert(place, column, pd.Series(values, dtype=sentences[column].dtype))
        parts.append(scored)
    found = pd.concat(parts, ignore_index=True)
    return keep_behind(found, lambda shown: _list_uses(sentences, shown))


def _list_uses(sentences: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """The places of the phrases of a table of collocations."""
    words = read_words(sentences)
    found = find_phrases(words, code_words(words), shown, alone=True)
    return found.list_uses(sentences, found.names, called="phrase")


def _score_phrases(sentences: pd.DataFrame, size: int, at_least: int, top: int | None) -> pd.DataFrame:
    """Find and score the collocations of one group."""
    words = read_words(sentences)
    coded = code_words(words)
    finder, measures = _open_finder(size, split_runs(words))
    finder.apply_freq_filter(at_least)
    finder.apply_ngram_filter(_is_weak)
    phrases = sorted(finder.ngram_fd)
    table = pd.DataFrame({
        "phrase": pd.Series([" ".join(phrase) for phrase in phrases], dtype="str"),
        "n": np.array([finder.ngram_fd[phrase] for phrase in phrases], dtype=np.int64),
    })  # fmt: skip
    found = find_phrases(words, coded, table, alone=True)
    article = pd.factorize(sentences["article_id"])[0]
    places = pd.DataFrame({"code": found.code, "article": article[found.sentence]}).drop_duplicates()
    table["n_articles"] = np.bincount(places["code"], minlength=len(table))
    for column, measure in SCORES.items():
        scores = [_score_phrase(finder, getattr(measures, measure), phrase) for phrase in phrases]
        table[column] = np.array(scores, dtype=float)
    table = table.sort_values(["log_likelihood", "phrase"], ascending=[False, True], ignore_index=True)
    return table if top is None else table.head(top)


def _score_phrase(finder: Any, measure: Any, phrase: tuple[str, ...]) -> float:
    """Score a phrase with NLTK; NaN where a text of a few words leaves a cell of its table below 0."""
    try:
        return float(finder.score_ngram(measure, *phrase))
    except (ValueError, ZeroDivisionError):
        return np.nan


def _is_weak(*phrase: str) -> bool:
    """Find out whether a phrase begins or ends with a function word."""
    return not FUNCTION_WORDS.isdisjoint(word.replace("’", "'") for word in (phrase[0], phrase[-1]))


def _open_finder(size: int, runs: list[list[str]]) -> tuple[Any, Any]:
    """Return NLTK's finder of phrases of this size, and its measures of association."""
    from nltk import collocations  # loads slowly, and only this verb needs it

    if size == 2:
        return collocations.BigramCollocationFinder.from_documents(runs), collocations.BigramAssocMeasures
    return collocations.TrigramCollocationFinder.from_documents(runs), collocations.TrigramAssocMeasures


def code_words(words: Words) -> CodedWords:
    """Number the distinct words in lower case; numbers, punctuation and the possessive *'s* are left out."""
    names, number = _number_forms(words)
    code = number[words.code] if len(number) else np.empty(0, int)
    kept = code >= 0
    return CodedWords(names, code[kept], words.sentence[kept], words.start[kept], words.end[kept])


def _number_forms(words: Words) -> tuple[NDArray[np.str_], NDArray[np.int64]]:
    """Return the distinct words in lower case, and the number of each form; -1 for what is no word."""
    lower = pd.Series(words.forms, dtype="str").str.casefold()
    keep = (lower.str.contains(r"[^\W\d_]") & ~lower.isin(["'s", "’s"])).to_numpy(bool)
    names = np.unique(lower[keep].to_numpy(str))
    return names, np.where(keep, np.searchsorted(names, lower.to_numpy(str)), -1)


def split_runs(words: Words) -> list[list[str]]:
    """Return the runs of words between punctuation marks, numbers and the ends of sentences."""
    names, number = _number_forms(words)
    code = number[words.code] if len(number) else np.empty(0, int)
    kept = np.flatnonzero(code >= 0)
    breaks = (np.diff(kept) > 1) | (np.diff(words.sentence[kept]) > 0)
    return [run.tolist() for run in np.split(names[code[kept]], np.flatnonzero(breaks) + 1) if len(run)]


def find_phrases(
    words: Words, coded: CodedWords, phrases: pd.DataFrame | Iterable[str], *, alone: bool = False
) -> CodedWords:
    """Add the places of phrases to the words: a phrase is one more name, its words stay.

    Parameters
    ----------
    words, coded : Words, CodedWords
        The same words, with and without punctuation.
    phrases : DataFrame or iterable of str
        A table with the column `phrase`, or texts, each of two words or more.
    alone : bool
        Return the phrases without the words.

    Returns
    -------
    CodedWords
        The names of the words, then those of the phrases (in their order, each once), and their places.
        Overlapping phrases all count. A hyphen or a full stop in a phrase must stand in the text too.

    Raises
    ------
    ValueError
        For a phrase of a single word.
    """
    if isinstance(phrases, pd.DataFrame):
        phrases = check_columns(phrases, ["phrase"], verb="score_keyness")["phrase"]
    names = list(dict.fromkeys(str(phrase).casefold() for phrase in phrases))
    terms = [split_term(name) for name in names]
    for name, term in zip(names, terms, strict=True):
        if len(term) < 2:
            raise ValueError(f"A phrase needs two words or more; not {name!r}.")
    lower = pd.Series(words.forms, dtype="str").str.casefold()
    number, forms = pd.factorize(lower)
    tokens = number[words.code] if len(lower) else np.empty(0, int)
    first, last, codes = [np.empty(0, int)], [np.empty(0, int)], [np.empty(0, int)]
    for size in sorted({len(term) for term in terms}):
        chosen = [place for place, term in enumerate(terms) if len(term) == size]
        wanted = np.array([forms.get_indexer(pd.Index(terms[place])) for place in chosen])
        start, which = _match_windows(tokens, words.sentence, wanted)
        first.append(start)
        last.append(start + size - 1)
        codes.append(np.array(chosen)[which])
    code, start, end = np.concatenate(codes), np.concatenate(first), np.concatenate(last)
    found = CodedWords(
        np.array(names, dtype=str), code, words.sentence[start], words.start[start], words.end[end]
    )
    if alone:
        return found
    found = found._replace(code=code + len(coded.names))
    return CodedWords(*(np.concatenate(pair) for pair in zip(coded, found, strict=True)))


def _match_windows(
    tokens: NDArray[np.int64], sentence: NDArray[np.int64], wanted: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find where tokens in a row equal a row of `wanted`: the first token, and the number of that row."""
    size = wanted.shape[1]
    n_windows = max(len(tokens) - size + 1, 0)
    starts = np.isin(tokens[:n_windows], wanted[:, 0])
    starts &= sentence[:n_windows] == sentence[len(tokens) - n_windows :]
    start = np.flatnonzero(starts)
    columns = [str(place) for place in range(size)]
    windows = pd.DataFrame({column: tokens[start + place] for place, column in enumerate(columns)})
    rows = pd.DataFrame(wanted, columns=columns).assign(which=np.arange(len(wanted)))
    found = windows.assign(start=start).merge(rows, on=columns)
    return found["start"].to_numpy(), found["which"].to_numpy()
