"""Keyness: the words and phrases that set one group of articles apart from another."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.attributions.cues import list_forms
from analysis.attributions.house_style import CUES, drop_house_style
from analysis.counted_rows import keep_behind
from analysis.duplicates.first_prints import CLUSTER
from analysis.schema import check_choice, check_columns
from analysis.summaries.collocations import FUNCTION_WORDS, CodedWords, code_words, find_phrases, split_runs
from analysis.summaries.contrasts import adjust_p
from analysis.summaries.intervals import FEWEST, Floats, compare_rates, find_margin, ratio_error
from analysis.summaries.sides import compare_sides, is_among, mark_sides
from analysis.summaries.units import mark_copies
from analysis.text.words import Words, read_words
from analysis.wording import count_noun

METHODS = {"log_likelihood": "G2", "log_odds": "z"}
PRIOR = 1000  # words that the prior of the log-odds is worth


class Side(NamedTuple):
    """The counts of one side: for each word its number, its articles and the standard error of its rate;
    and the words and articles of the whole side."""

    n: NDArray[np.int64]
    n_articles: NDArray[np.int64]
    error: Floats
    n_words: float
    units: int

    @property
    def rate(self) -> Floats:
        return self.n / max(self.n_words, 1)


def score_keyness(
    sentences: pd.DataFrame,
    *,
    by: str = "outlet",
    target: str,
    reference: str | Iterable[str] | None = None,
    method: str = "log_likelihood",
    at_least: int = 5,
    phrases: pd.DataFrame | Iterable[str] | None = None,
    articles: pd.DataFrame | None = None,
    content: bool = False,
    unit: str = CLUSTER,
) -> pd.DataFrame:
    """Words and phrases that are more frequent in one group of articles than in another.

    Words are compared without regard to case; numbers and punctuation are left out.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence, from `split_sentences`.
    by : str, default "outlet"
        The column that makes the groups: of the table or of `articles`, or a period ("day" ... "year").
    target : str
        The group whose words are wanted; a month is written "2022-11".
    reference : str or list of str, optional
        The groups to compare with; by default all others.
    method : {"log_likelihood", "log_odds"}
        The score that sets the order: `G2` or `z`.
    at_least : int, default 5
        How often a word must occur in both groups together.
    phrases : DataFrame or iterable of str, optional
        Phrases to count beside the single words: a table of `find_collocations`, or texts. The words of a
        phrase are still counted as words, and the total is the number of words.
    articles : DataFrame, optional
        Holds the column `by` where the sentences lack it (`section`, `label` ...), by `article_id`.
    content : bool, default False
        Whether house style is left out: function words, titles, numbers, units, neutral cues of speech,
        credits of agencies, the names of the groups, and names of the registry; and phrases that are cut out
        of longer ones: more than half of their uses go on, on one side, with the words of frequent phrases
        (*special military*, of *special military operation*).
    unit : {"cluster", "article_id"}
        With "cluster" a text counts once on each side, by its first print there, where the sentences or
        `articles` have its cluster; with "article_id" every print counts (exposure).

    Returns
    -------
    DataFrame
        One row per word or phrase, those most typical of the target first:

        - `word`; `n_target, n_reference`: occurrences; `per_1000_target, per_1000_reference`: per 1,000
          words; `difference`, `low`, `high`: the first rate minus the second, and its 95 % interval.
        - `G2`: signed log-likelihood 2 * sum(O * ln(O / E)) over the four cells, without correction;
          negative where the word is rarer in the target.
        - `log_odds`, `z`: log-odds ratio with an informative Dirichlet prior (the words of both groups,
          scaled to 1,000) and its z score. Beyond 1.96 is notable for one word chosen beforehand, not for
          the top of a list.
        - `p`: Welch's t-test of the two rates with articles as units, since the words of one article are not
          independent; not corrected for many words. Missing below 5 articles on a side, as `note` says.
        - `q`: the smallest share of false discoveries at which the word would be named, from the `p` of all
          rows of the table.
        - `n_articles_target, n_articles_reference`: articles with the word.

    Raises
    ------
    ValueError
        For another method, a group or a column that is not there; the message names the nearest ones.

    References
    ----------
    Dunning 1993, Computational Linguistics 19(1) (G2). Monroe, Colaresi & Quinn 2008, Political Analysis
    16(4) (log-odds). Lijffijt et al. 2016, Digital Scholarship in the Humanities 31(2) (articles as units).
    Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57(1) (q).

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"], "sentence_id": 0,
    ...                           "start": 0, "text": ["Grain, grain, grain and peace.", "War and peace."]})
    >>> score_keyness(sentences, target="X", at_least=3)[["word", "n_target", "n_reference"]].values.tolist()
    [['grain', 3, 0]]
    """
    score = METHODS[check_choice(method, METHODS, name="method")]
    check_columns(sentences, ["article_id"], verb="score_keyness")
    asked: dict[str, Any] = {"by": by, "target": target, "reference": reference, "articles": articles}
    sentences, groups, sides, n_copies = compare_sides(sentences, **asked, verb="score_keyness", unit=unit)
    words = read_words(sentences)
    coded = code_words(words)
    article = pd.factorize(sentences["article_id"], sort=True)[0]
    counted = coded if phrases is None else find_phrases(words, coded, phrases)
    length = np.bincount(coded.sentence, minlength=len(sentences))
    first, second = (
        _count_side(counted, length, article, is_among(groups, side))
        for side in ([sides.target], sides.others)
    )
    keyness = _score_words(counted.names, first, second)
    keyness = keyness[keyness["n_target"] + keyness["n_reference"] >= max(at_least, 1)]
    if content:
        keyness = keep_content(keyness, words, [sides.target, *sides.others], max(at_least, 1))
    keyness["q"] = adjust_p(keyness["p"])
    keyness = keyness.sort_values([score, "word"], ascending=[False, True], ignore_index=True)
    keyness.attrs = sides.attrs() | {"score": score}

    def list_uses(shown: pd.DataFrame) -> pd.DataFrame:
        uses = counted.list_uses(sentences.assign(group=groups), shown["word"], called="word")
        return mark_sides(uses, uses["group"].to_numpy(), sides)

    return keep_behind(mark_copies(keyness, n_copies), list_uses)


def keep_content(keyness: pd.DataFrame, words: Words, names: list[str], at_least: int) -> pd.DataFrame:
    """The rows without house style, and without phrases that are cut out of longer ones."""
    kept = drop_house_style(keyness, names)
    phrases = kept.loc[kept["word"].str.contains(" "), "word"]
    return kept[~kept["word"].isin(find_cut_phrases(words, phrases, at_least))]


def find_cut_phrases(words: Words, phrases: Iterable[str], at_least: int) -> set[str]:
    """The phrases that are cut out of longer ones: their whole is a frequent phrase or a name.

    More than half of the uses of such a phrase go on, on one side, with words that each stand there in a
    quarter of the uses, and `at_least` times, and are neither function words nor neutral cues of speech.
    """
    wanted = {tuple(phrase.split()) for phrase in phrases}
    uses: Counter[tuple[str, ...]] = Counter()
    beside: Counter[tuple[tuple[str, ...], int, str]] = Counter()
    for run in split_runs(words) if wanted else []:
        for size in {len(phrase) for phrase in wanted}:
            for start in range(len(run) - size + 1):
                phrase = tuple(run[start : start + size])
                if phrase in wanted:
                    uses[phrase] += 1
                    beside.update((phrase, -1, word) for word in run[start - 1 : start])
                    beside.update((phrase, 1, word) for word in run[start + size : start + size + 1])
    weak = FUNCTION_WORDS | CUES | {form for form, cue in list_forms().items() if cue.category == "neutral"}
    inside: Counter[tuple[tuple[str, ...], int]] = Counter()
    for (phrase, side, word), n in beside.items():
        if n >= max(at_least, uses[phrase] / 4) and word not in weak:
            inside[phrase, side] += n
    return {" ".join(phrase) for (phrase, _), n in inside.items() if 2 * n > uses[phrase]}


def _count_side(
    coded: CodedWords, length: NDArray[np.int64], article: NDArray[np.int64], inside: NDArray[np.bool_]
) -> Side:
    """Count the words of the sentences that are inside.

    `length` has the number of words of each sentence, `article` the number of its article.
    """
    n_names, n_articles = len(coded.names), int(article.max(initial=-1)) + 1
    words_of = np.bincount(article[inside], length[inside], minlength=n_articles)
    units = int((words_of > 0).sum())
    counted = inside[coded.sentence]
    key = article[coded.sentence[counted]].astype(np.int64) * n_names + coded.code[counted]
    pairs, y = np.unique(key, return_counts=True)
    word, of = pairs % max(n_names, 1), pairs // max(n_names, 1)
    n = np.bincount(word, y, minlength=n_names).astype(int)
    squares = np.bincount(word, y.astype(float) ** 2, minlength=n_names)
    cross = np.bincount(word, y * words_of[of], minlength=n_names)
    error = ratio_error(units, n, words_of.sum(), squares, cross, (words_of**2).sum())
    return Side(n, np.bincount(word, minlength=n_names), error, float(words_of.sum()), units)


def _score_words(names: NDArray[np.str_], target: Side, reference: Side) -> pd.DataFrame:
    """Return the table of `score_keyness`, in the order of the names."""
    counts = target.n, reference.n, target.n_words, reference.n_words
    log_odds, z = score_log_odds(*counts)
    few = min(target.units, reference.units)
    difference = target.rate - reference.rate
    errors = target.error, reference.error, target.units, reference.units
    half = find_margin(*errors)
    return pd.DataFrame(
        {
            "word": names,
            "n_target": target.n, "n_reference": reference.n,
            "per_1000_target": 1000 * target.rate, "per_1000_reference": 1000 * reference.rate,
            "difference": 1000 * difference,
            "low": 1000 * (difference - half), "high": 1000 * (difference + half),
            "G2": score_log_likelihood(*counts),
            "log_odds": log_odds, "z": z,
            "p": compare_rates(difference, *errors),
            "n_articles_target": target.n_articles, "n_articles_reference": reference.n_articles,
            "note": f"{count_noun(few, 'article')} on a side: a test needs {FEWEST}" if few < FEWEST else "",
        }
    )  # fmt: skip


def score_log_likelihood(
    n_target: ArrayLike, n_reference: ArrayLike, total_target: float, total_reference: float
) -> Floats:
    """Signed log-likelihood of the counts of words in two groups with these totals (Dunning 1993).

    >>> float(score_log_likelihood(10, 10, 1000, 1000))
    0.0
    """
    from scipy.special import xlogy

    target, reference = np.asarray(n_target, float), np.asarray(n_reference, float)
    whole, both = total_target + total_reference, target + reference
    score = np.zeros(np.broadcast(target, reference).shape)
    for n, total in ((target, total_target), (reference, total_reference)):
        for observed, expected in ((n, total * both / whole), (total - n, total * (1 - both / whole))):
            with np.errstate(divide="ignore", invalid="ignore"):
                score = score + xlogy(observed, np.where(observed > 0, observed / expected, 1.0))
    sign = np.where(target < total_target * both / whole, -1.0, 1.0)
    return np.asarray(sign * 2 * np.maximum(score, 0.0))


def score_log_odds(
    n_target: ArrayLike, n_reference: ArrayLike, total_target: float, total_reference: float
) -> tuple[Floats, Floats]:
    """Log-odds ratio with an informative Dirichlet prior, and its z score (Monroe, Colaresi & Quinn 2008).

    >>> log_odds, z = score_log_odds(10, 10, 1000, 1000)
    >>> float(log_odds), float(z)
    (0.0, 0.0)
    """
    target, reference = np.asarray(n_target, float), np.asarray(n_reference, float)
    prior = PRIOR * (target + reference) / (total_target + total_reference)

    def log_odds(n: Floats, total: float) -> Floats:
        odds: Floats = np.log((n + prior) / (total + PRIOR - n - prior))
        return odds

    with np.errstate(divide="ignore", invalid="ignore"):
        difference = log_odds(target, total_target) - log_odds(reference, total_reference)
        z = difference / np.sqrt(1 / (target + prior) + 1 / (reference + prior))
    return difference, z
